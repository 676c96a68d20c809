package io.github.ksailbot.engine.scan;

import java.util.List;
import java.util.SortedMap;

/**
 * What a score rests on: a score says nothing about what was not looked at.
 *
 * @param evaluated controls that were judged
 * @param skipped controls that were not decided, with the reason, by id
 * @param elsewhere controls of the frameworks that look at clusters only and are in no score
 * @param resources seen, excluded ones not among them
 * @param excluded resources of excluded namespaces
 * @param tested resources that at least one control looked at
 * @param excepted failures that an exception lets pass: pairs of a control and a resource
 * @param exceptions that count
 * @param unused names of exceptions that let nothing pass
 * @param expired names of exceptions whose time is over
 * @param vacuous names of frameworks no control of which looked at anything: their score says nothing
 * @param expiring names of exceptions whose time is over within {@value #SOON_DAYS} days, with the date
 */
public record Coverage(
        int evaluated,
        SortedMap<String, String> skipped,
        int elsewhere,
        int resources,
        int excluded,
        int tested,
        int excepted,
        int exceptions,
        List<String> unused,
        List<String> expired,
        List<String> vacuous,
        SortedMap<String, String> expiring) {
    public static final int SOON_DAYS = 30;

    public Coverage {
        unused = List.copyOf(unused);
        expired = List.copyOf(expired);
        vacuous = List.copyOf(vacuous);
    }

    /** Whether no control looked at anything. */
    public boolean isVacuous() {
        return tested == 0;
    }
}
