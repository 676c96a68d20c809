package io.github.ksailbot.workflow.deliver;

/**
 * @param value GitHub's id of a deployment
 */
public record DeploymentId(long value) {}
