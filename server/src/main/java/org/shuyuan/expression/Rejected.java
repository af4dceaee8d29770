package org.shuyuan.expression;

import java.util.List;

/** Every fault that was found in one text. */
public record Rejected(List<Rejection> rejections) implements Compiled {

    public Rejected {
        rejections = List.copyOf(rejections);
    }
}
