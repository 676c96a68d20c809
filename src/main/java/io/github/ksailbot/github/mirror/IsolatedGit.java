package io.github.ksailbot.github.mirror;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit without the settings of the user and the machine: a proxy, an address rewritten by {@code insteadOf} or a header
 * from there must not decide where a token goes.
 */
final class IsolatedGit extends SystemReader.Delegate {
    private static final IsolatedGit INSTANCE = new IsolatedGit(SystemReader.getInstance());

    private IsolatedGit(SystemReader machine) {
        super(machine);
    }

    /** For the whole process: JGit keeps its settings in one place. */
    static void install() {
        SystemReader.setInstance(INSTANCE);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    /** In memory only. */
    private static final class NoConfig extends FileBasedConfig {
        NoConfig(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // There is no file.
        }

        @Override
        public void save() {
            // What JGit measures of the file system is measured again after the next start.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public String toString() {
            return "no configuration";
        }
    }
}
