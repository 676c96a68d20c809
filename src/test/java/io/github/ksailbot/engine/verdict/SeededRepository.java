package io.github.ksailbot.engine.verdict;

import java.util.LinkedHashMap;
import java.util.Map;

/** A repository without a mistake, with everything in it that the seeded mistakes are put into. */
final class SeededRepository {
    private SeededRepository() {}

    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("ksail.yaml", """
                apiVersion: ksail.io/v1alpha1
                kind: Cluster
                metadata:
                  name: shop-local
                spec:
                  cluster:
                    gitOpsEngine: Flux
                  workload:
                    sourceDirectory: k8s
                    kustomizationFile: clusters/local
                """);
        files.put("ksail.prod.yaml", """
                apiVersion: ksail.io/v1alpha1
                kind: Cluster
                metadata:
                  name: shop-prod
                spec:
                  cluster:
                    gitOpsEngine: Flux
                  workload:
                    sourceDirectory: k8s
                    kustomizationFile: clusters/prod
                """);
        files.put("k8s/clusters/local/kustomization.yaml", """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: shop
                resources:
                  - ../../bases/web
                """);
        files.put("k8s/clusters/prod/kustomization.yaml", """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: shop-prod
                resources:
                  - ../../bases/web
                components:
                  - ../../components/quota
                labels:
                  - pairs:
                      tier: frontend
                commonAnnotations:
                  example.org/owner: shop-team
                images:
                  - name: web
                    newTag: "1.5"
                replicas:
                  - name: worker
                    count: 3
                configMapGenerator:
                  - name: web-settings
                    behavior: merge
                    literals:
                      - LOG_LEVEL=info
                  - name: web-files
                    files:
                      - settings.properties
                  - name: web-env
                    envs:
                      - web.env
                patches:
                  - path: resources-patch.yaml
                  - path: probe-patch.json
                    target:
                      kind: Deployment
                      name: web
                  - target:
                      kind: Service
                      name: web
                    patch: |-
                      - op: replace
                        path: /spec/ports/0/port
                        value: 8080
                      - op: add
                        path: /spec/sessionAffinity
                        value: ClientIP
                  - patch: |-
                      apiVersion: apps/v1
                      kind: Deployment
                      metadata:
                        name: worker
                      spec:
                        minReadySeconds: 10
                """);
        files.put("k8s/clusters/prod/settings.properties", "color=blue\n");
        files.put("k8s/clusters/prod/web.env", "FEATURE=on\n");
        files.put("k8s/clusters/prod/resources-patch.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                spec:
                  replicas: 4
                  template:
                    spec:
                      containers:
                        - name: web
                          imagePullPolicy: Always
                          resources:
                            limits:
                              memory: 256Mi
                """);
        files.put("k8s/clusters/prod/probe-patch.json", """
                [
                  {
                    "op": "add",
                    "path": "/spec/template/spec/containers/0/readinessProbe",
                    "value": {
                      "periodSeconds": 5,
                      "tcpSocket": {"port": 8080}
                    }
                  }
                ]
                """);
        files.put("k8s/components/quota/kustomization.yaml", """
                apiVersion: kustomize.config.k8s.io/v1alpha1
                kind: Component
                resources:
                  - quota.yaml
                """);
        files.put("k8s/components/quota/quota.yaml", """
                apiVersion: v1
                kind: ResourceQuota
                metadata:
                  name: shop
                spec:
                  hard:
                    pods: "20"
                """);
        files.put("k8s/bases/web/kustomization.yaml", """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                  - deployment.yaml
                  - service.yaml
                  - worker.yaml
                  - budget.yaml
                configMapGenerator:
                  - name: web-settings
                    literals:
                      - LOG_LEVEL=debug
                """);
        files.put("k8s/bases/web/deployment.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  labels:
                    app: web
                spec:
                  replicas: 2
                  selector:
                    matchLabels:
                      app: web
                  template:
                    metadata:
                      labels:
                        app: web
                    spec:
                      containers:
                        - name: web
                          image: web:1.0
                          ports:
                            - containerPort: 8080
                          env:
                            - name: WORKERS
                              value: "4"
                          envFrom:
                            - configMapRef:
                                name: web-settings
                """);
        files.put("k8s/bases/web/service.yaml", """
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                spec:
                  selector:
                    app: web
                  ports:
                    - port: 80
                      targetPort: 8080
                """);
        files.put("k8s/bases/web/budget.yaml", """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata:
                  name: web
                spec:
                  minAvailable: 1
                  selector:
                    matchLabels:
                      app: web
                """);
        files.put("k8s/bases/web/worker.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: worker
                spec:
                  selector:
                    matchLabels:
                      app: worker
                  template:
                    metadata:
                      labels:
                        app: worker
                    spec:
                      restartPolicy: Always
                      containers:
                        - name: worker
                          image: worker:1.0
                """);
        return files;
    }
}
