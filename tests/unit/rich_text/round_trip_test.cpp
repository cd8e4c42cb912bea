#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <string>

#include "kit/rich_text/rich_text.h"

namespace testkase::kit {
namespace {

// A Markdown body survives where its HTML, written as Markdown again, renders to the same HTML.
class RoundTrip : public testing::TestWithParam<const char*> {};

TEST_P(RoundTrip, RendersToTheSameRichText) {
  const std::string html = MarkdownToHtml(GetParam());
  const std::string markdown = HtmlToMarkdown(html);
  EXPECT_EQ(MarkdownToHtml(markdown), html) << "through:\n" << markdown;
  EXPECT_EQ(SanitizeHtml(html), html) << "what is rendered is sanitised already";
  EXPECT_EQ(HtmlToMarkdown(MarkdownToHtml(markdown)), markdown) << "a fixed point";
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, RoundTrip,
    testing::Values(
        "", "plain", "two\nlines", "two\n\nparagraphs", "hard  \nbreak", "back\\\nslash", "# one",
        "## two ##", "###### six", "# ", "# a \\#", "set\next\n===", "set\n---", "***", "- - -",
        "*em* _em_", "**strong** __strong__", "***both***", "**a _b_ c**", "_a **b** c_", "a*b*c",
        "a**b**c", "*a*b", "**bold**text", "**(x)**y", "*a***b**", "~~gone~~", "~one~", "`code`",
        "`` a`b ``", "` `` `", "`a  b`", "` a `", "a ` b", "`a``b`", "`x` `y`", "```\nfence\n```",
        "```cpp\nint x;\n\n\nint y;\n```", "~~~\n```\n~~~", "````\n```\n````",
        "    indented\n\n    code", "```\n```", "- a\n- b", "- a\n\n- b", "* a\n  * b\n    * c",
        "1. a\n2. b", "7) a\n8) b", "- a\n\n  b\n- c", "- a\n  ```\n  x\n\n  y\n  ```\n- b",
        "- a\n\n* b", "1. a\n\n1) b", "- [ ] to do\n- [x] done", "- [ ] a\n\n- [x] b", "1. [ ] a",
        "-\n- b", "- # h\n- > q", "- ***\n- x", "> quote", "> a\n> > b\n\nc", "> - a\n>   b",
        "| a | b |\n|---|---|\n| 1 | 2 |", "| a |\n|:-:|\n| `x\\|y` |", "|a|b|\n|-|:-|\n|1|",
        "| a |\n|---|", "| **a** |\n|--:|\n| <br>x |", "[a](b)", "[a](<b c> \"t\")",
        "[a](b \"q\\\"q\")", "[a](x(y)", "[a](<x(y>)", "[*a* `b`](c)", "[ref][1]\n\n[1]: /url 'T'",
        "![a](b.png)", "![a *b*](b.png \"t\")", "[![a](b)](c)", "!\\[a](b)", "<https://a.b/?c&d>",
        "see https://a.b/c_d_e.", "www.example.com/x", "me@example.com", "<me@example.com>",
        "http\\://not.a.link", "text[^1]\n\n[^1]: note", "a[^x] b[^x]\n\n[^x]: one\n\n    two",
        "<details>\n<summary>More <b>x</b></summary>\n\n- a\n- b\n\n</details>",
        "<details open><summary>x</summary>y</details>", "<kbd>Ctrl</kbd>+<kbd>C</kbd>",
        "H<sub>2</sub>O x<sup>2</sup>", "<div align=\"center\">\n\n# t\n\n</div>",
        "<p align=center><img src=a.png width=20></p>", "<img src=\"a.png\" width=\"9\">",
        "<img src=\"a.png\">\ntext", "<a href=\"b\"><img src=\"c.png\"></a>",
        "<table><tr><td>a</td><td>\n\n```\nx\n\ny\n```\n\n</td></tr></table>",
        "<pre>a <b>b</b>\n\n  c</pre>", "<ul><li><p>a</p></li><li>b<p>c</p></li></ul>",
        "<dl><dt>t</dt><dd>d</dd></dl>", "a<br><br>b", "<b>a</b> <i>b</i> <s>c</s> <u>d</u>",
        "<b> a </b>b", "<!-- hidden -->\ntext", "a <!-- hidden --> b", "&amp;lt; &copy; &#35;",
        "\\&copy; \\* \\_ \\` \\# \\~", "1986\\. a", "\\- a", "\\+ a", "\\> a",
        "\\| a | b |\n|-|-|", "a\n\\# b", "a\n\\---", "a\n\\===", "snake_case_name __init__",
        "2 * 3 * 4", "a < b > c", "\\<b>", "C:\\dir\\*", "\\[a\\](b)", "[ ] a", "~/.config",
        "\xC3\xA9*a*\xE2\x80\x9C*b*", ":smile: \xF0\x9F\x98\x80", "a&nbsp;&nbsp;b", "\xE2\x80\x8B",
        "line\\", "`unclosed", "**unclosed", "<unknown>x</unknown>", "- a\n\n      code",
        "- a\n\n\n  b\n\n\n- c", "* a\n\n  > q\n\n  1. x\n  2. y\n     - z\n", "![](a)", "[](a)",
        "a\\\n\\\nb"));

TEST(RoundTripOfRealIssues, LosesNothing) {
  const char* path = std::getenv("TESTKASE_REAL_ISSUES");
  if (path == nullptr) GTEST_SKIP() << "TESTKASE_REAL_ISSUES names no file";
  std::ifstream file(path);
  ASSERT_TRUE(file) << path;
  int bodies = 0;
  int different = 0;
  const auto check = [&](const boost::json::value& value) {
    if (!value.is_string()) return;
    ++bodies;
    const std::string markdown(value.as_string());
    const std::string html = MarkdownToHtml(markdown);
    if (MarkdownToHtml(HtmlToMarkdown(html)) != html || SanitizeHtml(html) != html) {
      ++different;
      ADD_FAILURE() << markdown;
    }
    const std::string safe = NeutralizeReferences(markdown);
    EXPECT_EQ(NeutralizeReferences(safe), safe);
  };
  for (std::string line; std::getline(file, line);) {
    const boost::json::value issue = boost::json::parse(line);
    check(issue.at("body"));
    for (const auto& comment : issue.at("comments").as_array()) check(comment.at("body"));
  }
  EXPECT_GT(bodies, 0);
  EXPECT_EQ(different, 0);
}

}  // namespace
}  // namespace testkase::kit
