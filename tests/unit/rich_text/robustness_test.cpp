#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

#include "kit/rich_text/rich_text.h"

namespace testkase::kit {
namespace {

using std::chrono::steady_clock;

std::string Repeat(const std::string& text, std::size_t size) {
  std::string out;
  while (out.size() < size) out += text;
  return out;
}

// What every function promises of its answer.
void ExpectCleanText(const std::string& text) {
  EXPECT_EQ(text.find('\0'), std::string::npos);
  EXPECT_EQ(text.find('\r'), std::string::npos);
  EXPECT_EQ(NormalizeText(text), text);
}

void ExpectAllClean(const std::string& input) {
  ExpectCleanText(MarkdownToHtml(input));
  ExpectCleanText(SanitizeHtml(input));
  ExpectCleanText(HtmlToMarkdown(input));
  ExpectCleanText(NeutralizeReferences(input));
  ExpectCleanText(NeutralizeTitle(input));
  ExpectCleanText(TruncateMarkdown(input, input.size() / 2, input.substr(0, 5)));
}

TEST(RichText, AnswersCleanTextToAnyBytes) {
  using namespace std::string_literals;
  for (const std::string& input :
       {"a\0b"s, "\r\n# a\r\n\r\n- b\r\n"s, "\xFF\xFE <b>\x80</b>"s, "<a href=\"\xFF\">\xC3</a>"s,
        "&#0; &#13; &#xD800; &#x110000; &#1;"s, "<pre>&#13;&#0;</pre>"s, "\xEF\xBB\xBF# bom"s,
        "```\r\na\0\r\n```"s, "\x01\x02\x1B[0m\x7F"s, "@\xFFz #\0001"s}) {
    ExpectAllClean(input);
  }
}

TEST(RichText, LineEndsOfAnyKindRenderAlike) {
  EXPECT_EQ(MarkdownToHtml("a\r\nb\r\n\r\n- c\r\n"), MarkdownToHtml("a\nb\n\n- c\n"));
  EXPECT_EQ(SanitizeHtml("<pre>a\r\nb</pre>"), SanitizeHtml("<pre>a\nb</pre>"));
}

TEST(RichText, RandomMarkupKeepsEveryPromise) {
  const char* parts[] = {"*",
                         "_",
                         "`",
                         "**",
                         "[",
                         "](x)",
                         "![",
                         "<b>",
                         "</b>",
                         "a",
                         " ",
                         "\n",
                         "\n\n",
                         "- ",
                         "> ",
                         "# ",
                         "1. ",
                         "<div>",
                         "|",
                         "|-|",
                         "~~",
                         "\\",
                         "&amp;",
                         "<!--",
                         "-->",
                         "@bob",
                         "#12",
                         "<p>",
                         "</p>",
                         "<li>",
                         "<ul>",
                         "</ul>",
                         "<table><tr><td>",
                         "</table>",
                         "```\n",
                         "    ",
                         "<a href=x>",
                         "</a>",
                         "<pre>",
                         "</pre>",
                         "<br>",
                         "GH-1",
                         "<details><summary>",
                         "</summary>",
                         "<i>",
                         "</i>",
                         "[^1]",
                         "[^1]: ",
                         "<h1>"};
  std::mt19937 random(20240229);
  for (int round = 0; round < 400; ++round) {
    std::string input;
    for (unsigned i = random() % 24; i > 0; --i) input += parts[random() % std::size(parts)];
    const std::string html = MarkdownToHtml(input);
    EXPECT_EQ(SanitizeHtml(html), html) << input;
    EXPECT_EQ(MarkdownToHtml(HtmlToMarkdown(html)), html) << input;
    const std::string page = SanitizeHtml(input);
    EXPECT_EQ(SanitizeHtml(page), page) << input;
    EXPECT_EQ(MarkdownToHtml(HtmlToMarkdown(input)), page) << input;
    const std::string safe = NeutralizeReferences(input);
    EXPECT_EQ(NeutralizeReferences(safe), safe) << input;
  }
}

class Pathological : public testing::TestWithParam<const char*> {};

TEST_P(Pathological, NeitherCrashesNorTakesForever) {
  const auto start = steady_clock::now();
  ExpectAllClean(Repeat(GetParam(), 100000));
  // Seconds at worst in a debug build; what it guards against takes hours or ends the process.
  EXPECT_LT(steady_clock::now() - start, std::chrono::seconds(60));
}

INSTANTIATE_TEST_SUITE_P(Inputs, Pathological,
                         testing::Values(">", "> ", "[", "![", "[]", "](", "<div>", "<b>",
                                         "<b id=x>", "<p><b>", "</div>", "*", "_", "*a_ ", "**x",
                                         "`a", "`` ` ", "- ", "  - a\n", "1. ", "<ul><li>", "<li>",
                                         "<table><tr><td>", "<", "<!--", "<?", "<![CDATA[", "&",
                                         "&#64", "|", "|a|\n|-|\n", "~~a", "[^1]", "[^1]: x\n",
                                         "[a](<b", "[a][b]", "@a", "a@b.c ", "www.a", "http://",
                                         "#1 ", "<x ", "<a href=x>", "<div></p>", "<b><i></b></i>",
                                         "\\", "<svg>", "<pre>", "<div title=\"</div>\">",
                                         "<div><!--</div>-->", "<details><summary>"));

TEST(PathologicalLines, DeepContainersOnManyLines) {
  const auto start = steady_clock::now();
  for (const char* marker : {">", "> ", "- ", "* "}) {
    std::string input;
    for (int line = 0; line < 300; ++line) input += Repeat(marker, 300) + "a\n";
    ExpectAllClean(input);
  }
  EXPECT_LT(steady_clock::now() - start, std::chrono::seconds(120));
}

}  // namespace
}  // namespace testkase::kit
