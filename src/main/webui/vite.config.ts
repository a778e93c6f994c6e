// SPDX-License-Identifier: Apache-2.0
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const policy = [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
].join('; ');

/** Forbids foreign and inline scripts in the built page; the development server needs inline ones. */
const contentSecurityPolicy: Plugin = {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
        {
            tag: 'meta',
            attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
            injectTo: 'head-prepend',
        },
    ],
};

export default defineConfig({
    base: './',
    plugins: [react(), contentSecurityPolicy],
    build: {
        outDir: '../../../target/webui',
        emptyOutDir: true,
        target: 'es2022',
        chunkSizeWarningLimit: 1200,
        license: { fileName: 'licences.md' },
    },
    server: { proxy: { '/api': 'http://127.0.0.1:8080', '/ipfs': 'http://127.0.0.1:8080' } },
});
