package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.helm.release.Scopes;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.manifest.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds Applications against the AppProjects that the environment renders. What Argo CD knows otherwise, such as global projects and
 * repositories and clusters that belong to a project, is not there to be asked.
 */
final class ProjectRules {
    private static final String DEFAULT = "default";

    private final Map<String, AppProject> projects = new HashMap<>();
    private final String control;
    private final Scopes scopes;
    private final Collection<Cluster> clusters;
    private final List<Finding> findings = new ArrayList<>();

    /** @param clusters that Argo CD knows */
    ProjectRules(Surroundings surroundings, Collection<Cluster> clusters) {
        this.clusters = clusters;
        control = ControlPlane.namespace(surroundings);
        for (Manifest object : surroundings.all(AppProject.KIND)) {
            if (AppProject.isOne(object)) {
                projects.put(object.name(), new AppProject(object));
            }
        }
        scopes = surroundings.learn(Scopes.KNOWN);
    }

    List<Finding> findings(List<GraphNode> nodes) {
        if (projects.isEmpty()) {
            return List.of();
        }
        for (GraphNode node : nodes) {
            if (Application.isOne(node.object())) {
                check(new Application(node.object()), node.manifests());
            }
        }
        return findings;
    }

    private void check(Application application, List<Manifest> manifests) {
        String name = application.project().isEmpty() ? DEFAULT : application.project();
        AppProject project = projects.get(name);
        if (project == null) {
            // Argo CD makes the default one itself
            if (!name.equals(DEFAULT)) {
                findings.add(Finding.warning(
                                "argocd/project",
                                "The environment renders AppProjects, and none that is called `%s`.".formatted(name),
                                Fields.origin(application.spec(), "project"))
                        .about(application.manifest().id(), "spec.project")
                        .withFix("Correct the name, or add the AppProject."));
            }
            return;
        }
        String namespace = application.manifest().namespace();
        if (!namespace.isEmpty()
                && !control.isEmpty()
                && !namespace.equals(control)
                && !project.permitsApplicationsOf(namespace)) {
            refuse(
                    application,
                    "metadata.namespace",
                    "Applications of the namespace `%s` may not use it".formatted(namespace),
                    project,
                    application.manifest().origin());
        }
        for (ApplicationSource source : application.sources()) {
            if (!source.repoUrl().isEmpty() && !project.permitsSource(source.repoUrl())) {
                refuse(
                        application,
                        "spec.source.repoURL",
                        "it does not allow the source `%s`"
                                .formatted(ApplicationSource.withoutCredentials(source.repoUrl())),
                        project,
                        Fields.origin(source.node(), "repoURL"));
            }
        }
        Destination destination = Destination.of(application, clusters);
        Origin at = Fields.origin(application.spec(), "destination");
        if (!destination.permits(project, application.destinationNamespace())) {
            refuse(
                    application,
                    "spec.destination",
                    "it does not allow the namespace `%s` of `%s`"
                            .formatted(application.destinationNamespace(), destination.described()),
                    project,
                    at);
        }
        objects(application, manifests, project, destination);
    }

    private void objects(
            Application application, List<Manifest> manifests, AppProject project, Destination destination) {
        Set<String> refusedNamespaces = new HashSet<>(Set.of(application.destinationNamespace()));
        for (Manifest object : manifests) {
            Gvk kind = Gvk.of(object.apiVersion(), object.kind());
            boolean inNamespace = !scopes.isClusterScoped(kind);
            boolean permitted = project.permits(kind, object.name(), inNamespace)
                    || (!scopes.isKnown(kind) && project.permits(kind, object.name(), false));
            if (!permitted) {
                refuse(object, application, "it does not allow objects of this kind", project);
            } else if (inNamespace
                    && scopes.isKnown(kind)
                    && !destination.permits(project, object.namespace())
                    && refusedNamespaces.add(object.namespace())) {
                refuse(
                        object,
                        application,
                        "it does not allow the namespace `%s`".formatted(object.namespace()),
                        project);
            }
        }
    }

    private void refuse(Application application, String field, String why, AppProject project, Origin origin) {
        findings.add(Finding.error(
                        "argocd/project",
                        "Argo CD refuses `%s` by its AppProject `%s`: %s."
                                .formatted(application.name(), project.name(), why),
                        origin)
                .about(application.manifest().id(), field)
                .withFix("Allow it in the AppProject, or take another one."));
    }

    private void refuse(Manifest object, Application application, String why, AppProject project) {
        findings.add(Finding.error(
                        "argocd/project",
                        "Argo CD refuses this object of `%s` by its AppProject `%s`: %s."
                                .formatted(application.name(), project.name(), why),
                        object.origin())
                .about(object.id(), "")
                .withFix("Allow it in the AppProject, or take the object out of the Application."));
    }
}
