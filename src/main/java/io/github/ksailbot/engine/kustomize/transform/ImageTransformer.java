package io.github.ksailbot.engine.kustomize.transform;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpec;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.Scalars;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes name, tag or digest of images: of all containers at any depth, and of the fields that the field specs name.
 * A field that is both is changed twice by each entry, as kustomize does.
 */
public final class ImageTransformer implements Transformer {
    /** An entry of {@code images}, ready to be used. */
    private record Rule(Image image, ImageMatcher matcher, Scalars scalars) {
        boolean concerns(Set<String> references, Work work) {
            for (String reference : references) {
                if (matcher.matches(reference, work)) {
                    return true;
                }
            }
            return false;
        }

        ScalarNode replace(ScalarNode reference, Work work) throws BuildException {
            if (!matcher.matches(reference.text(), work)) {
                return reference;
            }
            String text = image.applyTo(reference.text());
            work.write(text.length());
            return text.equals(reference.text()) ? reference : scalars.untyped(reference, text);
        }
    }

    private final FieldSpecs fields;
    private final List<Rule> rules = new ArrayList<>();

    public ImageTransformer(FieldSpecs fields) {
        this.fields = fields;
    }

    /**
     * Adds an entry behind the others.
     *
     * @throws BuildException when the name of the image is no regular expression
     */
    public void add(Image image, Work work) throws BuildException {
        rules.add(new Rule(image, ImageMatcher.of(image, work), new Scalars(image.origin(), Writer.IMAGE)));
    }

    @Override
    public ResourceMap apply(ResourceMap resources, Work work) throws BuildException {
        if (rules.isEmpty()) {
            return resources;
        }
        List<Resource> changed = new ArrayList<>(resources.size());
        for (Resource resource : resources.resources()) {
            work.spend(1);
            boolean isDefinition = resource.kind().equals("CustomResourceDefinition");
            changed.add(isDefinition ? resource : resource.withRoot(edit(resource, work)));
        }
        return new ResourceMap(changed);
    }

    private MappingNode edit(Resource resource, Work work) throws BuildException {
        List<FieldSpec> specs = fields.of(resource.gvk(), work);
        Set<String> references = new LinkedHashSet<>();
        Origin author = rules.get(0).image().origin();
        try {
            MappingNode root = new ImageFields(specs, author, work, reference -> {
                        references.add(reference.text());
                        return reference;
                    })
                    .edit(resource.root());
            for (Rule rule : rules) {
                if (rule.concerns(references, work)) {
                    root = new ImageFields(specs, rule.image().origin(), work, reference -> {
                                ScalarNode replaced = rule.replace(reference, work);
                                references.add(replaced.text());
                                return replaced;
                            })
                            .edit(root);
                }
            }
            return root;
        } catch (BuildException e) {
            throw e.about(resource, "");
        }
    }
}
