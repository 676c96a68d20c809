/** What is worth another try, and when. */
package io.github.ksailbot.delivery.retry;
