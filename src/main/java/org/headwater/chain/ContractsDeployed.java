// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

/** The contracts are on the chain; told once after each start. */
public record ContractsDeployed(Deployment deployment, Chain chain) {}
