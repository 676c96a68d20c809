package io.github.ksailbot.sandbox.github.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pages of lists: 30 things unless asked otherwise, at most 100, and links to the other pages. */
record Page(int number, int size) {

    private static final int DEFAULT_SIZE = 30;
    private static final int MOST = 100;

    static Page of(Call call) {
        int size = number(call.query("per_page"), DEFAULT_SIZE);
        return new Page(Math.max(1, number(call.query("page"), 1)), Math.min(MOST, Math.max(1, size)));
    }

    <T> List<T> slice(List<T> all) {
        long from = Math.min(all.size(), (long) (number - 1) * size);
        return all.subList((int) from, (int) Math.min(all.size(), from + size));
    }

    /** The {@code Link} header; none if everything is on this page. */
    Map<String, String> links(Call call, int total) {
        int last = Math.max(1, (total + size - 1) / size);
        List<String> links = new ArrayList<>();
        if (number > 1) {
            links.add(link(call, number - 1, "prev"));
        }
        if (number < last) {
            links.add(link(call, number + 1, "next"));
            links.add(link(call, last, "last"));
        }
        if (number > 1) {
            links.add(link(call, 1, "first"));
        }
        return links.isEmpty() ? Map.of() : Map.of("Link", String.join(", ", links));
    }

    private static String link(Call call, int page, String relation) {
        return "<" + call.urlWith("page", Integer.toString(page)) + ">; rel=\"" + relation + "\"";
    }

    private static int number(String text, int otherwise) {
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
