/// The full screen of `top`: what is read, what keys do, and what is drawn of it. Start reading at
/// [dev.queuectl.cli.top.TopCommand]; state and view are pure. Changes jobs through the store only.
@NullMarked
package dev.queuectl.cli.top;

import org.jspecify.annotations.NullMarked;
