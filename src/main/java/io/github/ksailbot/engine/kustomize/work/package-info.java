/**
 * What a build may cost. Repositories are not trusted: whatever grows with what they say is counted in {@link
 * io.github.ksailbot.engine.kustomize.work.Work}, and over a limit the build ends with a finding.
 */
package io.github.ksailbot.engine.kustomize.work;
