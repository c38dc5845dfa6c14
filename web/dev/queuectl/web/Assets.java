package dev.queuectl.web;

import dev.queuectl.web.page.part.Asset;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;

/// Serves what [Asset] lists; no path is made from what a browser sends.
final class Assets implements Section {
  @Override
  public List<Route> routes() {
    return List.of(Route.get("/assets/{version}/{file}", Assets::serve));
  }

  private static void serve(Context context) {
    var asset =
        Asset.of(context.pathParam("version"), context.pathParam("file"))
            .orElseThrow(() -> new NotFoundResponse("There is no such file."));
    context.header("Cache-Control", "private, max-age=31536000, immutable");
    context.contentType(asset.type()).result(asset.content());
  }
}
