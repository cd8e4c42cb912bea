#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "kit/rich_text/rich_text.h"

namespace testkase::kit {
namespace {

struct Attack {
  const char* html;
  const char* safe;
};

class SanitizeAttack : public testing::TestWithParam<Attack> {};

TEST_P(SanitizeAttack, LeavesOnlyWhatTheAllowListNames) {
  const std::string safe = SanitizeHtml(GetParam().html);
  EXPECT_EQ(safe, GetParam().safe);
  EXPECT_EQ(SanitizeHtml(safe), safe);
  EXPECT_EQ(MarkdownToHtml(HtmlToMarkdown(GetParam().html)), safe);
}

constexpr char kJustX[] = "<p>x</p>\n";
constexpr char kImage[] = "<p><img src=\"x\"></p>\n";

INSTANTIATE_TEST_SUITE_P(
    Attacks, SanitizeAttack,
    testing::Values(
        Attack{"<script>alert(1)</script>x", kJustX},
        Attack{"<SCRIPT SRC=//e/x.js></SCRIPT>x", kJustX},
        Attack{"<scr<script>ipt>alert(1)</script>x", "<p>ipt&gt;alert(1)x</p>\n"},
        Attack{"x<script>alert(1)", kJustX}, Attack{"x<script", kJustX},
        Attack{"<img src=x onerror=alert(1)>", kImage},
        Attack{"<img src=x/onerror=alert(1)>", "<p><img src=\"x/onerror=alert(1)\"></p>\n"},
        Attack{"<img/src=x/ onerror=alert(1)>", "<p><img src=\"x/\"></p>\n"},
        Attack{"<IMG SRC=x ONERROR=\"alert(1)\">", kImage},
        Attack{"<img src=\"javascript:alert(1)\">", ""},
        Attack{"<img src=data:image/svg+xml,x>", ""},
        Attack{"<img src=`x` onerror=alert(1)>", "<p><img src=\"%60x%60\"></p>\n"},
        Attack{"<a href=javascript:alert(1)>x</a>", kJustX},
        Attack{"<a href=JaVaScRiPt:alert(1)>x</a>", kJustX},
        Attack{"<a href=\" javascript:alert(1)\">x</a>", kJustX},
        Attack{"<a href=\"&#1;javascript:alert(1)\">x</a>", kJustX},
        Attack{"<a href=\"java&#9;script:alert(1)\">x</a>", kJustX},
        Attack{"<a href=\"java&NewLine;script:alert(1)\">x</a>", kJustX},
        Attack{"<a href=\"java\nscript:alert(1)\">x</a>", kJustX},
        Attack{"<a href=\"javascript&colon;alert(1)\">x</a>", kJustX},
        Attack{"<a href=\"&#106;avascript:alert(1)\">x</a>", kJustX},
        Attack{"<a href=\"&#x6A&#x61vascript:alert(1)\">x</a>", kJustX},
        Attack{"<a href=vbscript:msgbox(1)>x</a>", kJustX},
        Attack{"<a href=data:text/html,y>x</a>", kJustX},
        Attack{"<a href=file:///etc/passwd>x</a>", kJustX}, Attack{"<a href=blob:x>x</a>", kJustX},
        Attack{"<a href=x:y>x</a>", kJustX},
        Attack{"<a href=view-source:javascript:1>x</a>", kJustX},
        Attack{"<a href=#a onclick=alert(1) style=x:y target=_blank>x</a>",
               "<p><a href=\"#a\">x</a></p>\n"},
        Attack{"<a href='x\"onmouseover=alert(1)'>x</a>",
               "<p><a href=\"x%22onmouseover=alert(1)\" rel=\"nofollow noopener\">x</a></p>\n"},
        Attack{"<a href=x title='\"><script>y</script>'>x</a>",
               "<p><a href=\"x\" title=\"&quot;&gt;&lt;script&gt;y&lt;/script&gt;\" "
               "rel=\"nofollow noopener\">x</a></p>\n"},
        Attack{"<style>@import 'x'</style>x", kJustX},
        Attack{"<p style=\"background:url(x)\">x</p>", kJustX},
        Attack{"<iframe src=javascript:alert(1)>y</iframe>x", kJustX},
        Attack{"<object data=x>y</object>x", kJustX}, Attack{"<embed src=x>x", kJustX},
        Attack{"<svg onload=alert(1)><script>alert(1)</script></svg>x", kJustX},
        Attack{"<svg><a xlink:href=javascript:alert(1)><text>y</text></a></svg>x", kJustX},
        Attack{"<math><mi xlink:href=javascript:alert(1)>y</mi></math>x", kJustX},
        Attack{"<math><mtext></p><style><img src=x onerror=alert(1)></style></math>x",
               "<p>x</p>\n"},
        Attack{"<svg></p><style><a id=\"</style><img src=x onerror=alert(1)>\">",
               "<p><img src=\"x\">\"&gt;</p>\n"},
        Attack{"<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
               "<p><img src=\"x\">\"&gt;</p>\n"},
        Attack{"<template><script>alert(1)</script></template>x", kJustX},
        Attack{"<form action=javascript:alert(1)><button "
               "formaction=javascript:alert(1)>x</button></form>",
               kJustX},
        Attack{"<input type=text value=y>x", kJustX},
        Attack{"<input type=image src=x onerror=alert(1)>x", kJustX},
        Attack{"<input type=checkbox onclick=alert(1)> x",
               "<p><input type=\"checkbox\" disabled=\"\"> x</p>\n"},
        Attack{"<base href=//e/>x", kJustX}, Attack{"<meta http-equiv=refresh content=0>x", kJustX},
        Attack{"<link rel=stylesheet href=//e/x>x", kJustX},
        Attack{"<body onload=alert(1)>x", kJustX},
        Attack{"<frameset onload=alert(1)><frame src=x></frameset>x", kJustX},
        Attack{"<video src=x onerror=alert(1)>y</video>x", kJustX},
        Attack{"<audio src=x>y</audio>x", kJustX},
        Attack{"<details ontoggle=alert(1) open><summary>x</summary></details>",
               "<details open=\"\">\n<summary>x</summary>\n</details>\n"},
        Attack{"<!--><script>alert(1)</script>-->x", "<p>--&gt;x</p>\n"},
        Attack{"<!-- --!><script>alert(1)</script>x", kJustX},
        Attack{"<![CDATA[<script>alert(1)</script>]]>x", "<p>alert(1)]]&gt;x</p>\n"},
        Attack{"<?php alert(1) ?>x", kJustX}, Attack{"<x onclick=alert(1)>x</x>", kJustX},
        Attack{"&lt;script&gt;alert(1)&lt;/script&gt;",
               "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"},
        Attack{"<textarea><script>alert(1)</script></textarea>x", kJustX},
        Attack{"<title><img src=x onerror=alert(1)></title>x", kJustX},
        Attack{"<xmp><script>alert(1)</script></xmp>x", kJustX},
        Attack{"<p id=location>x</p>", kJustX}, Attack{"<p class=evil>x</p>", kJustX},
        Attack{"<table background=javascript:alert(1)><tr><td>x</table>",
               "<table>\n<tbody>\n<tr>\n<td>x</td>\n</tr>\n</tbody>\n</table>\n"},
        Attack{"<code class='language-c onload=x'>x</code>", "<p><code>x</code></p>\n"},
        Attack{"<marquee onstart=alert(1)>x</marquee>", kJustX},
        Attack{"<isindex action=javascript:1>x", kJustX}));

TEST(SanitizeHtml, KeepsLinksThatAreSafe) {
  for (const char* url :
       {"http://a.b/c?d=e#f", "https://a.b", "HTTPS://A.B/", "mailto:a@example.com",
        "/o/r/issues/1", "a/b.png", "#anchor", "?q=1", "//host/x", "a/b:c", ""}) {
    const std::string html = SanitizeHtml("<a href=\"" + std::string(url) + "\">x</a>");
    EXPECT_NE(html.find("href=\"" + std::string(url) + "\""), std::string::npos) << html;
  }
}

TEST(SanitizeHtml, IsDeterministic) {
  const std::string html = "<img width=1 alt=b src=a title=c height=2>";
  EXPECT_EQ(SanitizeHtml(html), SanitizeHtml("<img title=c height=2 src=a alt=b width=1>"));
  EXPECT_EQ(SanitizeHtml(html), SanitizeHtml(html));
}

}  // namespace
}  // namespace testkase::kit
