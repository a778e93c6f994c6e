// SPDX-License-Identifier: Apache-2.0
// Installs the packages of the browser test; does nothing when they are those of the lock file.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from '../../main/webui/install.mjs';

console.log(install(dirname(fileURLToPath(import.meta.url))) ? 'browser test: packages installed' : 'browser test: unchanged');
