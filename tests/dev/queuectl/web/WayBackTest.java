package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where one comes out after a form, an action or a login, and what is said there.
class WayBackTest extends OverPages {
  private static final Pattern BACK = Pattern.compile("name=\"back\" value=\"([^\"]+)\"");

  /// The page in the middle of a list, and the address that its forms carry along.
  private String second() {
    enqueue("media", ids(1, 120));
    var page = served.get("/jobs?state=pending&queue=media&cursor=0_71").body();
    var back = "/jobs?state=pending&queue=media&cursor=0_71";
    assertThat(page).contains("name=\"back\" value=\"" + back.replace("&", "&amp;") + "\"");
    return back;
  }

  @Test
  void whatIsDoneToSelectedRowsLeadsBackToTheirPage() {
    var back = second();
    assertThat(to(post("/jobs/selected", "action", "hold", "seq", seq("job-60"), "back", back)))
        .isEqualTo(back);
    assertThat(to(post("/jobs/selected", "action", "hold", "back", back))).isEqualTo(back);
    var asked =
        post("/jobs/selected", "action", "remove", "seq", seq("job-60"), "back", back).body();
    assertThat(back(asked)).isEqualTo(back);
    assertThat(asked).contains("href=\"" + back.replace("&", "&amp;") + "\"");
  }

  @Test
  void whatIsDoneToAllThatMatchLeadsBackToThePage() {
    var back = second();
    var page = served.get(back).body();
    var link = page.substring(page.indexOf("/jobs/all?"));
    var asked = served.get(link.substring(0, link.indexOf('"')).replace("&amp;", "&")).body();
    assertThat(back(asked)).isEqualTo(back);
    var done =
        post(
            "/jobs/all",
            "action",
            "hold",
            "state",
            "pending",
            "queue",
            "media",
            "expected",
            "120",
            "back",
            back);
    assertThat(to(done)).isEqualTo(back);
  }

  @Test
  void aJobIsRemovedOutOfTheListItWasIn() {
    var back = second();
    var asked = served.get("/job/remove?id=job-60&back=" + encode(back)).body();
    assertThat(back(asked)).isEqualTo(back);
    assertThat(to(post("/job/remove", "id", "job-60", "back", back))).isEqualTo(back);
  }

  private static String back(String page) {
    var found = BACK.matcher(page.substring(page.indexOf("<main")));
    assertThat(found.find()).isTrue();
    return found.group(1).replace("&amp;", "&");
  }

  private static String encode(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil",
        "x",
        "/login?token=x"
      })
  void nobodyIsLedElsewhere(String elsewhere) {
    enqueue("default", "a");
    assertThat(to(post("/jobs/selected", "action", "hold", "seq", seq("a"), "back", elsewhere)))
        .isEqualTo("/jobs");
    assertThat(to(post("/zone", "zone", "Europe/Berlin", "back", elsewhere))).isEqualTo("/");
    assertThat(to(login("next=" + encode(elsewhere)))).isEqualTo("/");
  }

  private HttpResponse<String> login(String more) {
    return served.send(
        "POST",
        "/login",
        "token=" + served.token() + "&" + more,
        it ->
            it.header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin"));
  }

  @Test
  void aLoginLeadsToWhereOneWasGoing() {
    var going = "/jobs?state=dead&text=a%26b";
    var asked = served.send("GET", going, it -> it.header("Accept", "text/html"));
    assertThat(asked.statusCode()).isEqualTo(401);
    assertThat(asked.body())
        .contains("name=\"next\" value=\"" + going.replace("&", "&amp;") + "\"");
    assertThat(to(login("next=" + encode(going)))).isEqualTo(going);
    assertThat(to(login("next="))).isEqualTo("/");
    var wrong =
        served.send(
            "POST",
            "/login",
            "token=wrong&next=" + encode(going),
            it ->
                it.header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Accept", "text/html")
                    .header("Sec-Fetch-Site", "same-origin"));
    assertThat(wrong.body()).contains("The token is wrong.", going.replace("&", "&amp;"));
  }

  @Test
  void whoSendsAFormTooLateIsLedBackToItAfterTheLogin() {
    var answer =
        served.send(
            "POST",
            "/enqueue",
            "command=true",
            it ->
                it.header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Accept", "text/html")
                    .header("Referer", served.dashboard.url() + "/enqueue?like=a")
                    .header("Sec-Fetch-Site", "same-origin"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("name=\"next\" value=\"/enqueue?like=a\"");
    var elsewhere =
        served.send(
            "POST",
            "/enqueue",
            "command=true",
            it -> it.header("Accept", "text/html").header("Referer", "http://evil.example/jobs"));
    assertThat(elsewhere.body()).doesNotContain("name=\"next\"");
  }

  @Test
  void aMessageIsSaidOnceAndInTheTabThatActed() {
    enqueue("default", "a");
    var done = post("/job/hold", "id", "a");
    var cookie = done.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    var other =
        served.send("GET", "/job?id=a", it -> served.withToken(it).header("Cookie", cookie));
    assertThat(other.body()).doesNotContain("role=\"status\"");
    assertThat(other.headers().firstValue("Set-Cookie")).isEmpty();

    var page = follow(done);
    assertThat(page.body())
        .contains("role=\"status\"", "a was held.", "data-address=\"/job?id=a\"")
        .contains("href=\"/job?id=a\" class=\"dismiss\"");
    assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("01 Jan 1970");
    assertThat(served.get(location(done)).body()).doesNotContain("role=\"status\"");
  }

  @Test
  void whatIsSaidStandsBeforeTheAnchorOfAnAddress() {
    assertThat(URLDecoder.decode(location(post("/job/hold", "id", "none")), StandardCharsets.UTF_8))
        .matches("/job\\?id=none&said=[0-9a-f]+");
    for (var id : List.of("x", "../", "0".repeat(40))) {
      assertThat(served.get("/jobs?said=" + encode(id)).statusCode()).isEqualTo(200);
    }
  }
}
