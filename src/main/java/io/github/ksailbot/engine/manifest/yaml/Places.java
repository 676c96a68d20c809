package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.OriginFile;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Where the characters of a YAML text stand in files. */
sealed interface Places {

    /**
     * Where a character of the text stands.
     *
     * @param line of the text, from 0
     * @param column of the text, from 0
     */
    Origin at(int line, int column);

    /**
     * Where a block scalar's content is indented in the file.
     *
     * @param indent of the content in the text
     * @return {@link ScalarNode#NO_INDENT} where lines of the text are not lines of a file
     */
    int indent(int indent);

    default Origin at(Optional<Mark> mark) {
        return mark.map(place -> at(place.getLine(), place.getColumn())).orElseGet(() -> at(0, 0));
    }

    /** The text is a file. */
    record InFile(OriginFile file) implements Places {
        @Override
        public Origin at(int line, int column) {
            return Origin.of(file, line + 1, column + 1);
        }

        @Override
        public int indent(int indent) {
            return indent;
        }
    }

    /**
     * The text begins further below.
     *
     * @param places of the whole text
     * @param lines above
     */
    record Below(Places places, int lines) implements Places {
        @Override
        public Origin at(int line, int column) {
            return places.at(lines + line, column);
        }

        @Override
        public int indent(int indent) {
            return places.indent(indent);
        }
    }

    /** The text is the content of a literal block, line by line. */
    record InBlock(Origin header, int margin) implements Places {
        @Override
        public Origin at(int line, int column) {
            return header.at(header.line() + 1 + line, margin + column + 1);
        }

        @Override
        public int indent(int indent) {
            return margin + indent;
        }
    }

    /** The text is a scalar whose lines are not those of the file. */
    record AtScalar(Origin scalar) implements Places {
        @Override
        public Origin at(int line, int column) {
            return scalar;
        }

        @Override
        public int indent(int indent) {
            return ScalarNode.NO_INDENT;
        }
    }
}
