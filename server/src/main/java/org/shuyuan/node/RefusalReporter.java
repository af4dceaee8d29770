package org.shuyuan.node;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one message why the node doesn't start, before Spring would print a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusalReporter implements SpringBootExceptionReporter {

    /** Spring calls it with the context that didn't start. */
    RefusalReporter(ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        var refusal = Refusals.explain(failure);
        refusal.ifPresent(Voice::refuse);
        return refusal.isPresent();
    }
}
