/// What browsers ask for: routes that gather what a page shows, answer with it, and turn what its
/// forms say into actions.
///
/// Start reading at `Pages` and `PageRequest`. The pages themselves are drawn in `page/`; the
/// actions are those that the API has, too.
@NullMarked
package dev.queuectl.web.browser;

import org.jspecify.annotations.NullMarked;
