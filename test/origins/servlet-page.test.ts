/** Pages of servlet containers, in the languages they ship. The structure is each product's, the words are made up. */
import { describe } from "vitest";
import { page } from "./html.ts";
import { table } from "./table.ts";

const tomcat = (heading: string, ...paragraphs: readonly (readonly [string, string])[]) =>
  page(
    heading,
    `<h1>${heading}</h1><hr class="line" />${paragraphs.map(([name, value]) => `<p><b>${name}</b> ${value}</p>`).join("")}<hr class="line" /><h3>Apache Tomcat/10.1.1</h3>`,
  );

describe("servlet containers", () => {
  table([
    [
      "Tomcat, in German",
      403,
      tomcat(
        "HTTP Status 403 – verboten",
        ["Typ", "Status Bericht"],
        ["Nachricht", "Das Lager ist geschlossen"],
        ["Beschreibung", "Der Server will nicht."],
      ),
      { message: "Das Lager ist geschlossen", shape: "servlet" },
    ],
    [
      "Tomcat, in Chinese",
      404,
      tomcat(
        "HTTP状态 404 - 未找到",
        ["类型", "状态报告"],
        ["消息", "没有这个包"],
        ["描述", "服务器找不到。"],
      ),
      { message: "没有这个包", shape: "servlet" },
    ],
    [
      "Tomcat, in French, without a message",
      404,
      tomcat(
        "État HTTP 404 – Non trouvé",
        ["Type", "Rapport d'état"],
        ["Description", "Le serveur ne la trouve pas."],
      ),
      { shape: "servlet" },
    ],
    [
      "Tomcat with a trace",
      500,
      tomcat(
        "HTTP Status 500 – Internal Server Error",
        ["Type", "Exception Report"],
        ["Message", "the index is broken"],
        ["Description", "The server met something unexpected."],
        [
          "Exception",
          "</p><pre>a.b.IndexException: the index is broken\n\ta.b.Index.read(Index.java:9)\n</pre><p>",
        ],
        ["Note", "The full stack trace is in the logs."],
      ),
      { message: "the index is broken" },
    ],
    [
      "JBoss, with numbered labels",
      404,
      page(
        "JBoss Web/7.0 - JBWEB000064: Error report",
        "<h1>JBWEB000065: HTTP Status 404 - /a</h1><hr><p><b>JBWEB000309: type</b> JBWEB000067: Status report</p><p><b>JBWEB000068: message</b> <u>the shop has no such thing</u></p><p><b>JBWEB000069: description</b> <u>JBWEB000124: Not there.</u></p><hr><h3>JBoss Web/7.0</h3>",
      ),
      { message: "the shop has no such thing" },
    ],
    [
      "GlassFish, without spaces",
      404,
      page(
        "GlassFish Server - Error report",
        "<h1>HTTP Status 404 - Not Found</h1><hr/><p><b>type</b> Status report</p><p><b>message</b>no such shop here</p><p><b>description</b>It is not there.</p><hr/><h3>GlassFish Server 5</h3>",
      ),
      { message: "no such shop here" },
    ],
    [
      "Jetty, old",
      404,
      page(
        "Error 404",
        "<h2>HTTP ERROR: 404</h2><p>Problem accessing /shop/a. Reason:\n<pre>    the shop is closed</pre></p><hr/><i><small>Powered by Jetty://</small></i>",
      ),
      { message: "the shop is closed", shape: "servlet" },
    ],
    [
      "Jetty, with only the status as its message",
      404,
      page(
        "Error 404 Not Found",
        '<h2>HTTP ERROR 404 Not Found</h2><table><tr><th>URI:</th><td>/a</td></tr><tr><th>STATUS:</th><td>404</td></tr><tr><th>MESSAGE:</th><td>Not Found</td></tr><tr><th>SERVLET:</th><td>default</td></tr></table><hr/><a href="#">Powered by Jetty:// 11.0.1</a><hr/>',
      ),
      { message: null, shape: "servlet" },
    ],
    [
      "Spring's whitelabel page",
      400,
      page(
        "",
        "<h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error, so you are seeing this as a fallback.</p><div id='created'>Wed Jan 02 03:04:05 UTC 2030</div><div>There was an unexpected error (type=Bad Request, status=400).</div><div>The shop takes no more than ten</div>",
      ),
      { message: "The shop takes no more than ten", shape: "whitelabel" },
    ],
    [
      "Spring's whitelabel page with nothing to say",
      404,
      page(
        "",
        "<h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error, so you are seeing this as a fallback.</p><div id='created'>Wed Jan 02 03:04:05 UTC 2030</div><div>There was an unexpected error (type=Not Found, status=404).</div><div>No message available</div>",
      ),
      { message: null, shape: "whitelabel" },
    ],
    [
      "WebLogic",
      404,
      page(
        "Error 404--Not Found",
        "<TABLE><TR><TD><FONT><BR></FONT><FONT SIZE=3><H2>Error 404--Not Found</H2></FONT></TD></TR></TABLE><TABLE><TR><TD><FONT><H3>From RFC 2068 <i>Hypertext Transfer Protocol -- HTTP/1.1</i>:</H3></FONT><FONT><H4>10.4.5 404 Not Found</H4></FONT><P><FONT>Nothing that fits the URI was found on this server.</FONT></P></TD></TR></TABLE>",
      ),
      { message: null },
    ],
  ]);
});
