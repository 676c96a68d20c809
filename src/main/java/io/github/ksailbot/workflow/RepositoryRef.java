package io.github.ksailbot.workflow;

import java.util.regex.Pattern;

/**
 * A repository that the App is installed on.
 *
 * @param installation id of the App's installation that reaches it
 * @param id GitHub's id of the repository, which survives renames and transfers
 * @param owner login of its owner
 * @param name its name without the owner
 */
public record RepositoryRef(long installation, long id, String owner, String name) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public RepositoryRef {
        if (!SHAPE.matcher(owner).matches()
                || !SHAPE.matcher(name).matches()
                || name.equals("..")
                || name.equals(".")) {
            throw new IllegalArgumentException("not a repository: " + owner + "/" + name);
        }
    }

    public String fullName() {
        return owner + "/" + name;
    }

    @Override
    public String toString() {
        return fullName();
    }
}
