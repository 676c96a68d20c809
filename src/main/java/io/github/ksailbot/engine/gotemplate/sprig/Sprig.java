package io.github.ksailbot.engine.gotemplate.sprig;

import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All functions of Sprig that templates of controllers may call. What looks at the environment or the network is not there,
 * as there; what would be another value each time, or takes keys and dates, ends the template as unknowable.
 *
 * @see <a href="https://masterminds.github.io/sprig/">Sprig</a>
 */
public final class Sprig {
    private static final List<String> UNKNOWABLE = List.of(
            "now",
            "ago",
            "date",
            "date_in_zone",
            "date_modify",
            "dateInZone",
            "dateModify",
            "htmlDate",
            "htmlDateInZone",
            "must_date_modify",
            "mustDateModify",
            "toDate",
            "mustToDate",
            "unixEpoch",
            "durationRound",
            "randAlphaNum",
            "randAlpha",
            "randAscii",
            "randNumeric",
            "randInt",
            "randBytes",
            "shuffle",
            "uuidv4",
            "bcrypt",
            "htpasswd",
            "genPrivateKey",
            "derivePassword",
            "buildCustomCert",
            "genCA",
            "genCAWithKey",
            "genSelfSignedCert",
            "genSelfSignedCertWithKey",
            "genSignedCert",
            "genSignedCertWithKey",
            "encryptAES",
            "decryptAES");

    public static final Map<String, GoFunction> ALL = all();

    private Sprig() {}

    private static Map<String, GoFunction> all() {
        Map<String, GoFunction> all = new HashMap<>();
        for (String name : UNKNOWABLE) {
            all.put(name, arguments -> {
                throw new GoTemplateException(
                        GoTemplateException.Reason.UNKNOWABLE,
                        "`%s` has a value that is known in the cluster only".formatted(name));
            });
        }
        all.putAll(SprigText.ALL);
        all.putAll(SprigWords.ALL);
        all.putAll(SprigMath.ALL);
        all.putAll(SprigLists.ALL);
        all.putAll(SprigDicts.ALL);
        all.putAll(SprigDefaults.ALL);
        all.putAll(SprigEncoding.ALL);
        all.putAll(SprigPaths.ALL);
        all.putAll(SprigRegex.ALL);
        all.putAll(SprigVersions.ALL);
        return Map.copyOf(all);
    }
}
