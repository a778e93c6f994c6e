// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

/** What an examination has found. */
public sealed interface Outcome {

    /** What was found, in one sentence. */
    String detail();

    /** The status in reports: pass, fail or not-applicable. */
    String status();

    /** The statement is true. */
    record Pass(String detail) implements Outcome {
        @Override
        public String status() {
            return "pass";
        }
    }

    /** The statement is false. */
    record Fail(String detail) implements Outcome {
        @Override
        public String status() {
            return "fail";
        }
    }

    /** The statement says nothing about this claim, or an earlier one that it builds on is false. */
    record NotApplicable(String detail) implements Outcome {
        @Override
        public String status() {
            return "not-applicable";
        }
    }
}
