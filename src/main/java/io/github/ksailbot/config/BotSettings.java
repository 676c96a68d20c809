package io.github.ksailbot.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The bot's own settings. Who the App is, is said by the properties of quarkus-github-app:
 * {@code quarkus.github-app.app-id}, {@code .private-key}, {@code .webhook-secret} and, for GitHub Enterprise Server,
 * {@code .rest-api-endpoint}.
 */
@ConfigMapping(prefix = "ksail-bot")
public interface BotSettings {

    /**
     * Directory for the embedded database and for everything that can be made again, such as mirrors of repositories.
     * Only {@code database} in it must survive a restart. An absolute path, or one that begins with {@code ./}.
     */
    @WithDefault("./data")
    Path dataDirectory();

    /**
     * Where state is kept. {@code h2} needs nothing else and serves one process; {@code postgresql} is for more than one
     * replica and takes {@code quarkus.datasource.postgresql.jdbc.url}, {@code .username} and {@code .password}.
     */
    @WithDefault("h2")
    DatabaseKind database();

    /**
     * Judge, but write nothing to GitHub: what would be written is logged. For a look at what the bot would do before it
     * is let loose.
     */
    @WithDefault("false")
    boolean dryRun();

    Jobs jobs();

    Sweep sweep();

    Deliveries deliveries();

    /**
     * Clusters that environments may be delivered to, by the name of the context, or else of the kubeconfig, that their ksail
     * files give in {@code spec.cluster.connection}. Without any, nothing is delivered.
     */
    Map<String, Cluster> clusters();

    /** Passwords of registries, by the name of the variable that ksail files use for them. */
    Map<String, RegistrySecret> secrets();

    /** Values of other variables in ksail files. None of them may be secret: they are shown to people. */
    Map<String, String> variables();

    Registries registries();

    /** Keys for what repositories encrypt with SOPS. */
    Sops sops();

    ArgoCdSettings argoCd();

    Signing signing();

    Renderings renderings();

    ChartSettings charts();

    FetchSettings fetch();

    enum DatabaseKind {
        H2,
        POSTGRESQL
    }

    /** How verdicts are worked out. */
    interface Jobs {
        /**
         * How many subjects are judged at a time by one process. More use more memory, as each keeps a repository's
         * manifests; by default twice the number of processors, at most 8.
         */
        OptionalInt concurrency();

        /** How often a job is tried while GitHub or a Git server does not answer, before the check run says so. */
        @WithDefault("10")
        int attempts();

        /** How long to wait after the first failure of something outside; each further wait is twice as long. */
        @WithDefault("5s")
        Duration firstRetry();

        /** The longest wait between two tries, unless GitHub asks for a longer one. */
        @WithDefault("10m")
        Duration longestRetry();

        /**
         * How many environments are delivered at a time by one process, beside the verdicts: a delivery mostly waits for its
         * cluster.
         */
        @WithDefault("16")
        int deliveries();

        /**
         * How long running jobs may go on when the process is told to stop. What is not ready then is done again after the
         * next start; keep it shorter than the time that the platform gives before it kills.
         */
        @WithDefault("20s")
        Duration grace();
    }

    /** The search for open pull requests whose events were lost. */
    interface Sweep {
        /** From one search to the next. Each costs one call per repository and hundred open pull requests. */
        @WithDefault("30m")
        Duration every();
    }

    /** A cluster. */
    interface Cluster {
        /** Its kubeconfig, a file without anything to run; by default the cluster that the bot runs in. */
        Optional<Path> kubeconfig();

        /** The context in that file; by default the one that the ksail file names, never the file's current one. */
        Optional<String> context();

        /** Who may deliver to it: {@code OWNER/NAME} or {@code OWNER/*}. */
        List<String> repositories();

        /** Whether the kubeconfig may name programs to run for credentials. */
        @WithDefault("false")
        boolean plugins();
    }

    /** A password of a registry. */
    interface RegistrySecret {
        String value();

        /** {@code HOST[:PORT]} of the only registry that it is sent to. */
        String registry();

        /** Who may use it: {@code OWNER/NAME} or {@code OWNER/*}. */
        List<String> repositories();
    }

    /** How registries are spoken to. */
    interface Registries {
        /** {@code HOST[:PORT]} of those that are spoken to without TLS, beside those of this machine. */
        Optional<List<String>> plainHttp();

        /**
         * Registries in private networks and on this machine that ksail files may name, and hosts there that registries may
         * send their clients to: {@code HOST}, {@code HOST:PORT} or {@code *.DOMAIN}. Those of {@code plain-http} are, too.
         */
        Optional<List<String>> hosts();

        /** Whether ksail files may name any registry with a public address; otherwise only those of {@code hosts}. */
        @WithDefault("true")
        boolean publicHosts();

        /** PEM file with authorities to trust beside those that Java trusts. */
        Optional<Path> certificates();
    }

    /** How artifacts are signed, before any moving tag points to them. Without a key they are not. */
    interface Signing {
        /**
         * PEM file with a private key on the curve P-256: as {@code cosign generate-key-pair} writes it, or PKCS#8 that is not
         * encrypted.
         */
        Optional<Path> key();

        /** File with the password of a key of cosign's, a line break at its end left out; may be empty. */
        Optional<Path> passwordFile();

        /** The password itself, if it is in no file. */
        Optional<String> password();

        /** Address that names in the provenance who made the artifact. */
        @WithDefault("https://ksailbot.github.io/bot")
        String builder();
    }

    /** What is kept of webhook deliveries. */
    interface Deliveries {
        /** How long the body of a handled delivery is kept. */
        @WithDefault("3d")
        Duration keepPayloads();

        /** How long a delivery's id is kept, to know a redelivery; GitHub redelivers for some days only. */
        @WithDefault("30d")
        Duration keep();
    }

    /**
     * What is remembered of rendered kustomizations, so that the next commit costs what changed. It is lost when the
     * process ends, and never shared between repositories.
     */
    interface Renderings {
        /** Of how many repositories, those that were judged last. */
        @WithDefault("8")
        int repositories();

        /** How much memory of one repository at most, in MiB, and half of it for scans; 0 remembers nothing. */
        @WithDefault("32")
        int mebibytes();
    }

    /** Keys for what repositories encrypt with SOPS. */
    interface Sops {
        /**
         * File with private keys of age, as {@code age-keygen} writes it. What they open is used to judge whether values fit,
         * and is never shown; for what forks propose they are not used. Without it such values are unknown.
         */
        Optional<Path> ageKeyFile();
    }
}
