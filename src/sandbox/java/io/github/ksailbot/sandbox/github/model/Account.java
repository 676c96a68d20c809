package io.github.ksailbot.sandbox.github.model;

/**
 * A user, an App's bot or an organization.
 *
 * @param login as in URLs; a bot's ends in {@code [bot]}
 */
public record Account(long id, String login, Type type) {

    public enum Type {
        USER("User"),
        BOT("Bot"),
        ORGANIZATION("Organization");

        private final String json;

        Type(String json) {
            this.json = json;
        }

        /** As GitHub writes it in {@code user.type}. */
        public String json() {
            return json;
        }
    }

    public String email() {
        return id + "+" + login + "@users.noreply.github.com";
    }
}
