#include <gtest/gtest.h>

#include <string>

#include "kit/rich_text/rich_text.h"

namespace testkase::kit {
namespace {

struct Case {
  const char* from;
  const char* to;
};

TEST(MarkdownToHtml, RendersAsGitHubDoesInIssues) {
  const Case cases[] = {
      {"a\nb", "<p>a<br>b</p>\n"},
      {"~~a~~", "<p><del>a</del></p>\n"},
      {"- [x] a", "<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\"> a</li>\n</ul>\n"},
      {"```cpp\nx\n```", "<pre><code class=\"language-cpp\">x\n</code></pre>\n"},
      {"|a|\n|:-:|\n|b|",
       "<table>\n<thead>\n<tr>\n<th align=\"center\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
       "<td align=\"center\">b</td>\n</tr>\n</tbody>\n</table>\n"},
      {"https://a.b", "<p><a href=\"https://a.b\" rel=\"nofollow noopener\">https://a.b</a></p>\n"},
      {"x <kbd>K</kbd>", "<p>x <kbd>K</kbd></p>\n"},
      {"a <script>alert(1)</script>b", "<p>a b</p>\n"},
      {"[x](javascript:alert(1))", "<p>x</p>\n"},
      {"<!-- note -->", ""},
  };
  for (const Case& each : cases) EXPECT_EQ(MarkdownToHtml(each.from), each.to) << each.from;
}

TEST(HtmlToMarkdown, WritesWhatAPersonWouldWrite) {
  const Case cases[] = {
      {"<h2>Title</h2><p>Some <b>bold</b> and <i>italic</i>.</p>",
       "## Title\n\nSome **bold** and _italic_.\n"},
      {"<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c\n"},
      {"<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n\n- b\n"},
      {"<ol start=\"9\"><li>a</li><li>b</li></ol>", "9. a\n10. b\n"},
      {"<pre><code class=\"language-go\">x := `a`\n</code></pre>", "```go\nx := `a`\n```\n"},
      {"<pre>a\n```\nb</pre>", "````\na\n```\nb\n````\n"},
      {"<p><a href=\"https://a.b/c\" title=\"t\">x</a></p>", "[x](https://a.b/c \"t\")\n"},
      {"<p><img src=\"a.png\" alt=\"x\"></p>", "![x](a.png)\n"},
      {"<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"},
      {"<table><thead><tr><th>a</th><th align=right>b</th></tr></thead>"
       "<tbody><tr><td>x|y</td><td align=right>2</td></tr></tbody></table>",
       "| a | b |\n| --- | --: |\n| x\\|y | 2 |\n"},
      {"<details><summary>More</summary><p>x</p></details>",
       "<details>\n<summary>More</summary>\n\nx\n\n</details>\n"},
      {"<div>one</div><div>two</div>", "one\n\ntwo\n"},
      {"<p>a<br>b</p><p><br></p>", "a\nb\n"},
      {"<b> a </b>b", "**a** b\n"},
      {"a<b>(b)</b>c", "a<strong>(b)</strong>c\n"},
      {"<hr>", "---\n"},
      {"<p>mid<em>wor</em>d</p>", "mid*wor*d\n"},
  };
  for (const Case& each : cases) EXPECT_EQ(HtmlToMarkdown(each.from), each.to) << each.from;
}

TEST(HtmlToMarkdown, EscapesWhatWouldBeMarkupAndNothingElse) {
  const Case cases[] = {
      {"# a", "\\# a"},
      {"#a", "#a"},
      {"- a", "\\- a"},
      {"-a", "-a"},
      {"+ a", "\\+ a"},
      {"1. a", "1\\. a"},
      {"1.5 a", "1.5 a"},
      {"12) a", "12\\) a"},
      {"&gt; a", "\\> a"},
      {"---", "\\---"},
      {"===", "\\==="},
      {"a<br># b", "a\n\\# b"},
      {"*a* _b_", "\\*a\\* \\_b\\_"},
      {"2 * 3 and snake_case", "2 * 3 and snake_case"},
      {"[a](b)", "\\[a\\](b)"},
      {"![a](b)", "!\\[a\\](b)"},
      {"!<a href=\"b\">a</a>", "\\![a](b)"},
      {"`a` ~b~", "\\`a\\` \\~b\\~"},
      {"&lt;b&gt; a &lt; b", "\\<b> a < b"},
      {"&amp;amp; AT&amp;T", "\\&amp; AT&T"},
      {"C:\\dir \\*", "C:\\dir \\\\\\*"},
      {"https://a.b www.c.d", "https\\://a.b www\\.c.d"},
      {"a | b: it's \"fine\" (really) + 100% @ $5", "a | b: it's \"fine\" (really) + 100% @ $5"},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(HtmlToMarkdown("<p>" + std::string(each.from) + "</p>"), each.to + std::string("\n"));
  }
}

TEST(HtmlToMarkdown, TextCannotBecomeMarkup) {
  for (const char* text : {"*a*",
                           "**a**",
                           "_a_",
                           "__a__",
                           "`a`",
                           "# a",
                           "#",
                           "- a",
                           "-",
                           "+ a",
                           "* a",
                           "1. a",
                           "1)",
                           "> a",
                           "a | b",
                           "|-|",
                           "---",
                           "===",
                           "***",
                           "___",
                           "~~~",
                           "```",
                           "~a~",
                           "[a](b)",
                           "[a]: b",
                           "![a](b)",
                           "[ ] a",
                           "[^1]",
                           "<b>a</b>",
                           "<!-- a -->",
                           "<https://a.b>",
                           "&amp;",
                           "&#35;",
                           "\\",
                           "\\*",
                           "a\\",
                           "https://a.b/c",
                           "www.a.b",
                           "ftp://a.b",
                           "me@example.com",
                           "# a #",
                           "a  #",
                           "<",
                           "<?a",
                           "]",
                           "!",
                           "$",
                           "a_b",
                           "_",
                           "* *",
                           "mailto:a@b.cc",
                           "12. x",
                           "- [ ] x",
                           "a&lt;b",
                           "&",
                           "&&amp;"}) {
    std::string html = "<p>";
    for (char c : std::string(text)) {
      html += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    }
    html += "</p>";
    for (const std::string& around :
         {html, "<ul><li>" + html + "</li><li>" + html + "</li></ul>",
          "<p>first line<br>" + html.substr(3), "<h1>" + html.substr(3, html.size() - 7) + "</h1>",
          "<table><thead><tr><th>" + html.substr(3, html.size() - 7) + "</th></tr></thead></table>",
          "<p><em>" + html.substr(3, html.size() - 7) + "</em></p>"}) {
      const std::string expected = SanitizeHtml(around);
      EXPECT_EQ(MarkdownToHtml(HtmlToMarkdown(around)), expected) << HtmlToMarkdown(around);
    }
  }
}

TEST(HtmlToMarkdown, AnyLayoutOfHtmlKeepsItsMeaning) {
  for (const char* html : {"<strong>a<div>b</div>c</strong>",
                           "<a href=x><h1>t</h1><p>p</p></a>",
                           "<h1><p>a</p><ul><li>b</li></ul></h1>",
                           "<ul>text<li>a</li><ul><li>b</li></ul></ul>",
                           "<li>stray</li>",
                           "<table><tr><td>a<td>b<tr><td colspan=2>c</table>",
                           "<p>a<table><thead><tr><th>b</th></tr></thead></table>",
                           "<pre>\n\n a\n\n\tb</pre>",
                           "<ul><li><pre>a\n\n b</pre></li></ul>",
                           "<em><em>a</em></em>",
                           "<b>a</b><b>b</b>",
                           "<code>a</code><code>b</code>",
                           "<code><b>x</b></code>",
                           "<p align=right>x</p>",
                           "<blockquote>a<blockquote>b</blockquote></blockquote>",
                           "<dl>x<dt>a<dd>b<p>c</dl>",
                           "<p>a</p>text<p>b</p>",
                           "<ul><li></li></ul>",
                           "<ol><li>a</li></ol><ol><li>b</li></ol>",
                           "<table><caption>c</caption><tbody><tr><td>x</td></tr></tbody></table>",
                           "<a href=x>a<a href=y>b</a></a>",
                           "<p><strong><br>a<br></strong></p>",
                           "<em>a</em>*<strong>b</strong>_",
                           "<center>x</center>",
                           "<h2 align=center>x</h2>",
                           "<b><table><tr><td><a href=x>y</a></td></tr></table></b>",
                           "<details>x</details>",
                           "<ul><li>a<p>b</p></li></ul>",
                           "<ul><li><input type=checkbox><p>a</p></li><li>b</li></ul>",
                           "<summary>x</summary>",
                           "<pre><code>a</code><code>b</code></pre>"}) {
    const std::string once = SanitizeHtml(html);
    EXPECT_EQ(SanitizeHtml(once), once) << html;
    EXPECT_EQ(MarkdownToHtml(HtmlToMarkdown(html)), once) << HtmlToMarkdown(html);
  }
}

}  // namespace
}  // namespace testkase::kit
