package io.github.ksailbot.engine.scan.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.exception.ResourceIds;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.io.IOException;
import java.util.Collection;

/**
 * The resources of Kubescape's report: what each is and where it is written. Of the object itself only what names it: values
 * of a Secret do not belong into a report.
 */
final class ResourceSection {
    private final JsonGenerator json;

    ResourceSection(JsonGenerator json) {
        this.json = json;
    }

    void write(Collection<ScanObject> objects) throws IOException {
        json.writeArrayFieldStart("resources");
        for (ScanObject object : objects) {
            json.writeStartObject();
            json.writeStringField("resourceID", ResourceIds.of(object));
            json.writeObjectFieldStart("object");
            if (object.isSubject()) {
                json.writeStringField("apiGroup", object.apiVersion());
                json.writeStringField("kind", object.kind());
                json.writeStringField("name", object.name());
                json.writeStringField("namespace", object.namespace());
            } else {
                json.writeStringField("apiVersion", object.apiVersion());
                json.writeStringField("kind", object.kind());
                json.writeObjectFieldStart("metadata");
                json.writeStringField("name", object.name());
                if (!object.namespace().isEmpty()) {
                    json.writeStringField("namespace", object.namespace());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            source(object);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void source(ScanObject object) throws IOException {
        ScanObject written =
                object.related().isEmpty() ? object : object.related().get(0);
        Manifest manifest = written.manifest();
        if (manifest != null) {
            Location location = manifest.origin().location();
            json.writeObjectFieldStart("source");
            json.writeStringField("path", location.file());
            json.writeStringField("relativePath", location.file());
            json.writeStringField("fileType", "YAML");
            json.writeEndObject();
        }
    }
}
