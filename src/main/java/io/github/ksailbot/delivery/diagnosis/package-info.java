/** Why a cluster did not come to run what was delivered, in the order in which a person would look. */
package io.github.ksailbot.delivery.diagnosis;
