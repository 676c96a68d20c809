package io.github.ksailbot.sandbox.github.page;

/** What all pages share. */
final class Layout {

    static final String STYLE = """
        :root { color-scheme: light dark; --line: #d5d9e0; --soft: #f5f6f8; --muted: #5d6673; --link: #0a5cc2;
          --good: #116b36; --bad: #b3261e; --warn: #8a5a00; --calm: #55606e; }
        @media (prefers-color-scheme: dark) { :root { --line: #333b47; --soft: #171b22; --muted: #97a1b0;
          --link: #79b0ff; --good: #5fce8a; --bad: #ff8a80; --warn: #eebf5e; --calm: #a2adbb; } }
        * { box-sizing: border-box; }
        body { font: 16px/1.55 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1rem 1.25rem 4rem; }
        nav { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; padding-bottom: .75rem; }
        nav a + a::before { color: var(--muted); content: "/ "; }
        a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
        h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; }
        code, pre { font: .875em/1.5 ui-monospace, monospace; } code { background: var(--soft); padding: .1em .3em; }
        pre { background: var(--soft); border-radius: .4rem; overflow-x: auto; padding: .75rem; }
        table { border-collapse: collapse; display: block; overflow-x: auto; }
        th, td { border-bottom: 1px solid var(--line); padding: .35rem .8rem .35rem 0; text-align: left; }
        ul.plain { list-style: none; padding: 0; } ul.plain li { margin: .5rem 0; }
        article { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; overflow: hidden; }
        article > header { background: var(--soft); border-bottom: 1px solid var(--line); padding: .6rem 1rem; }
        article > .text { padding: .25rem 1rem; overflow-wrap: anywhere; }
        article > .text th { overflow-wrap: normal; }
        .muted { color: var(--muted); }
        .state { border: 1px solid currentColor; border-radius: 1rem; color: var(--calm); font-size: .8rem;
          padding: .1rem .6rem; white-space: nowrap; }
        .open, .success, .merged { color: var(--good); } .failure, .timed_out { color: var(--bad); }
        .in_progress, .queued, .action_required, .draft { color: var(--warn); }
        .annotation { border-left: .25rem solid var(--warn); margin: 1rem; padding-left: .9rem; }
        .annotation.failure { border-color: var(--bad); } .annotation.notice { border-color: var(--calm); }
        .annotation.failure, .annotation.warning, .annotation.notice { color: inherit; }
        .annotation p { margin: .25rem 0; } .message { white-space: pre-wrap; }
        pre.file { padding-left: 0; } pre.file i { color: var(--muted); display: inline-block; font-style: normal;
          padding-right: 1rem; text-align: right; user-select: none; width: 4rem; }
        pre.file span:target { background: color-mix(in srgb, var(--warn) 25%, transparent); }
        .plus { color: var(--good); } .minus { color: var(--bad); }
        """;

    private Layout() {}

    /** @param repository its full name, for the way back; empty on the first page */
    static String page(String title, String repository, String body) {
        Html html = new Html();
        html.raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.tag("title", "", title).raw("<link rel=\"stylesheet\" href=\"/style.css\"></head><body><nav>");
        html.link("/", "Sandbox");
        if (!repository.isEmpty()) {
            html.raw(" ").link("/" + repository, repository);
        }
        return html.raw("</nav><main>").raw(body).raw("</main></body></html>").toString();
    }
}
