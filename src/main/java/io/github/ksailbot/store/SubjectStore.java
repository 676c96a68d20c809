package io.github.ksailbot.store;

import static io.github.ksailbot.store.Database.timestamp;

import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is wanted of which subject, and how far the bot is with it. */
public final class SubjectStore {
    static final String COLUMNS = "s.kind, s.pull_request, s.group_head, s.group_base, s.group_branch, s.environment,"
            + " s.comment_id, r.installation_id, r.id, r.owner, r.name, s.wanted, s.run, s.starts, s.refusals, s.crashes";

    private final Database database;
    private final Clock clock;

    public SubjectStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Records what an event, or the sweep, asks for. */
    public List<Wakeup> want(List<Wanted> wanted) {
        return database.inTransaction(connection -> want(connection, wanted));
    }

    /**
     * Begins the work on a subject.
     *
     * @return what to do; empty when the subject is not known any more
     */
    public Optional<Assignment> start(SubjectId id) {
        return database.inTransaction(connection -> {
            update(connection, "starts = starts + 1", id);
            return select(connection, id);
        });
    }

    /**
     * Records that the work ended, well or for good.
     *
     * @param answered the generation that it began with
     * @return whether more was asked for meanwhile
     */
    public boolean done(SubjectId id, long answered) {
        return database.inTransaction(connection -> {
            update(
                    connection,
                    "starts = 0, refusals = 0, crashes = 0, done = case when done < ? then ? else done end",
                    id,
                    answered,
                    answered);
            return select(connection, id).map(now -> now.wanted() > answered).orElse(false);
        });
    }

    /** Records that the work stopped for a reason that counts against nobody: superseded, or the bot shuts down. */
    public void paused(SubjectId id) {
        change(id, "starts = 0");
    }

    /** Records that something outside failed. */
    public void refused(SubjectId id) {
        change(id, "starts = 0, refusals = refusals + 1");
    }

    /** Records that the bot itself failed. */
    public void crashed(SubjectId id) {
        change(id, "starts = 0, crashes = crashes + 1");
    }

    /** The head that the latest event named; empty when none did. */
    public Optional<CommitId> wantedHead(SubjectId id) {
        return database.inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select wanted_head from subject where repository_id = ? and subject_key = ?")) {
                select.setLong(1, id.repository());
                select.setString(2, id.key());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.ofNullable(row.getString(1)).map(CommitId::new) : Optional.empty();
                }
            }
        });
    }

    /** Subjects that have something to do, in a fixed order. */
    public List<SubjectId> unfinished() {
        return database.inTransaction(connection -> {
            List<SubjectId> unfinished = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("select repository_id, subject_key from subject"
                            + " where wanted > done order by repository_id, subject_key");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    unfinished.add(new SubjectId(row.getLong(1), row.getString(2)));
                }
            }
            return unfinished;
        });
    }

    /** Whether a subject has something to do. */
    public boolean isUnfinished(SubjectId id) {
        return database.inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select 1 from subject where repository_id = ? and subject_key = ? and wanted > done")) {
                select.setLong(1, id.repository());
                select.setString(2, id.key());
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /** Subjects whose latest attempt at a verdict was on this commit. */
    public List<Subject.Proposal> judgedAt(long repository, CommitId head) {
        return database.inTransaction(connection -> {
            List<Subject.Proposal> subjects = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS
                    + " from subject s join repository r on r.id = s.repository_id join verdict v on"
                    + " v.repository_id = s.repository_id and v.subject_key = s.subject_key"
                    + " where v.repository_id = ? and v.head = ? order by s.subject_key")) {
                select.setLong(1, repository);
                select.setString(2, head.value());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        if (SubjectRow.read(row) instanceof Subject.Proposal proposal) {
                            subjects.add(proposal);
                        }
                    }
                }
            }
            return subjects;
        });
    }

    /** Check runs of deliveries of this commit that did not end well. */
    public List<Long> failedDeliveriesAt(long repository, CommitId commit) {
        return database.inTransaction(connection -> {
            List<Long> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("select d.check_run from environment_delivery d"
                    + " where d.repository_id = ? and d.commit_id = ? and d.check_run is not null and d.id in"
                    + " (select max(n.id) from environment_delivery n where n.repository_id = d.repository_id and"
                    + " n.commit_id = d.commit_id group by n.environment)"
                    + " and d.conclusion in ('failure', 'action_required') order by d.id")) {
                select.setLong(1, repository);
                select.setString(2, commit.value());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(row.getLong(1));
                    }
                }
            }
            return found;
        });
    }

    /** Forgets subjects, and their verdicts, that nobody has asked about since. */
    public void forget(Instant before) {
        database.update(connection -> {
            for (String sql : List.of(
                    "delete from verdict where exists (select 1 from subject s where s.repository_id ="
                            + " verdict.repository_id and s.subject_key = verdict.subject_key and s.updated_at < ?"
                            + " and s.wanted <= s.done)",
                    "delete from subject where updated_at < ? and wanted <= done")) {
                try (PreparedStatement delete = connection.prepareStatement(sql)) {
                    delete.setObject(1, timestamp(before));
                    delete.executeUpdate();
                }
            }
        });
    }

    List<Wakeup> want(Connection connection, List<Wanted> wanted) throws SQLException {
        List<Wakeup> wakeups = new ArrayList<>();
        // One order for all, or two transactions could wait for each other.
        List<Wanted> ordered = wanted.stream()
                .sorted(Comparator.comparing(one -> SubjectId.of(one.subject())))
                .toList();
        for (Wanted one : ordered) {
            keepRepository(connection, one.subject().repository());
            Written written = one.written();
            if (written != null && one.subject() instanceof Subject.Comment comment) {
                JdbcCommandLog.keep(connection, comment, written, clock.instant());
            }
            String actor = one.actor();
            if (actor != null && one.subject() instanceof Subject.Rerun rerun) {
                JdbcRerunLog.keep(connection, rerun, actor, clock.instant());
            }
            wakeups.add(new WantSubject(connection, clock.instant()).want(one));
        }
        return wakeups;
    }

    /** Keeps other transactions away from a repository until this one ends; makes it known if need be. */
    void lock(Connection connection, RepositoryRef repository) throws SQLException {
        keepRepository(connection, repository);
        try (PreparedStatement select =
                connection.prepareStatement("select id from repository where id = ? for update")) {
            select.setLong(1, repository.id());
            select.executeQuery();
        }
    }

    private static void keepRepository(Connection connection, RepositoryRef repository) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into repository (id, installation_id, owner, name)"
                        + " values (?, ?, ?, ?) on conflict do nothing")) {
            insert.setLong(1, repository.id());
            insert.setLong(2, repository.installation());
            insert.setString(3, repository.owner());
            insert.setString(4, repository.name());
            insert.executeUpdate();
        }
        try (PreparedStatement update =
                connection.prepareStatement("update repository set installation_id = ?, owner = ?, name = ?"
                        + " where id = ? and (installation_id <> ? or owner <> ? or name <> ?)")) {
            update.setLong(1, repository.installation());
            update.setString(2, repository.owner());
            update.setString(3, repository.name());
            update.setLong(4, repository.id());
            update.setLong(5, repository.installation());
            update.setString(6, repository.owner());
            update.setString(7, repository.name());
            update.executeUpdate();
        }
    }

    private void change(SubjectId id, String assignments) {
        database.update(connection -> update(connection, assignments, id));
    }

    private static void update(Connection connection, String assignments, SubjectId id, long... values)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update subject set " + assignments + " where repository_id = ? and subject_key = ?")) {
            int index = 1;
            for (long value : values) {
                update.setLong(index++, value);
            }
            update.setLong(index++, id.repository());
            update.setString(index, id.key());
            update.executeUpdate();
        }
    }

    private static Optional<Assignment> select(Connection connection, SubjectId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS
                + " from subject s join repository r on r.id = s.repository_id"
                + " where s.repository_id = ? and s.subject_key = ?")) {
            select.setLong(1, id.repository());
            select.setString(2, id.key());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(assignment(row)) : Optional.empty();
            }
        }
    }

    private static Assignment assignment(ResultSet row) throws SQLException {
        return new Assignment(
                SubjectRow.read(row), row.getLong(12), row.getInt(13), row.getInt(14), row.getInt(15), row.getInt(16));
    }
}
