/** How what was merged comes to the environments' clusters, and how people hear of it. */
package io.github.ksailbot.workflow.deliver;
