// SPDX-License-Identifier: Apache-2.0
package org.headwater.web;

import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/**
 * The web layer alone, with its problem details, for tests of one controller. No component: a scan of this room would find it,
 * and take the static pages from the whole service.
 */
@EnableWebMvc
@Import(RefusedRequests.class)
public class WebRoom {}
