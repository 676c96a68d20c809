/** OCI registries: how they are named, who may push to them, and the calls that push takes. */
package io.github.ksailbot.delivery.registry;
