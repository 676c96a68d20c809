/** Which addresses may be connected to, whatever names, redirects and settings lead to them. */
package io.github.ksailbot.outside.address;
