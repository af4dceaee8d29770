package org.shuyuan.organisation;

import org.shuyuan.register.record.FaultCode;

/** What can be wrong with the request of an event. */
public enum EventFault implements FaultCode {
    EVENT_KIND,
    EVENT_FUTURE,
    EVENT_DAY,
    EVENT_MEMBER,
    EVENT_TEXT,
    EVENT_MISSING,
    EVENT_ID,
    EVENT_TWICE,
    EVENT_LIST,
    EVENT_VALUES,
    EVENT_UNKNOWN,
    EVENT_OTHER_FIELD,
    EVENT_NOTHING,
    EVENT_ONE_HEIR,
    EVENT_OWN_HEIR,
    EVENT_HEIRS,
    EVENT_ENDED,
    EVENT_BELOW
}
