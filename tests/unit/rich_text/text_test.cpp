#include <gtest/gtest.h>

#include <string>

#include "kit/rich_text/rich_text.h"

namespace testkase::kit {
namespace {

constexpr char kReplacement[] = "\xEF\xBF\xBD";

TEST(NormalizeText, MakesLineEndsNulAndUtf8Right) {
  using namespace std::string_literals;
  const std::string r = kReplacement;
  const std::pair<std::string, std::string> cases[] = {
      {"a\r\nb\rc\n", "a\nb\nc\n"},
      {"a\0b"s, "ab"},
      {"\xFF", r},
      {"a\x80z", "a" + r + "z"},
      {"\xC3(", r + "("},
      {"\xE2\x82", r},
      {"\xED\xA0\x80", r + r + r},
      {"\xC0\xAF", r + r},
      {"\xF4\x90\x80\x80", r + r + r + r},
      {"\xF0\x9F\x98\x80 \xC3\xA9", "\xF0\x9F\x98\x80 \xC3\xA9"},
  };
  for (const auto& [from, to] : cases) {
    EXPECT_EQ(NormalizeText(from), to);
    EXPECT_EQ(NormalizeText(to), to);
    EXPECT_EQ(CountCodePoints(NormalizeText(to)), CountCodePoints(to));
  }
}

TEST(CountCodePoints, CountsWhatGitHubLimits) {
  EXPECT_EQ(CountCodePoints(""), 0U);
  EXPECT_EQ(CountCodePoints("abc"), 3U);
  EXPECT_EQ(CountCodePoints("\xC3\xA9\xF0\x9F\x98\x80"), 2U);
  EXPECT_EQ(CountCodePoints("\xFF\xFE"), 2U);
}

TEST(TruncateMarkdown, LeavesTextThatFits) {
  EXPECT_EQ(TruncateMarkdown("abc", 3, "note"), "abc");
  EXPECT_EQ(TruncateMarkdown("\xC3\xA9\xC3\xA9", 2, "note"), "\xC3\xA9\xC3\xA9");
}

TEST(TruncateMarkdown, CutsAtAParagraphLineOrWord) {
  const std::string words(40, 'a');
  EXPECT_EQ(TruncateMarkdown(words + "\n\nbbb bbb bbb", 50, "[cut]"), words + "\n\n[cut]");
  EXPECT_EQ(TruncateMarkdown(words + "\nbbb bbb bbb", 50, "[cut]"), words + "\n\n[cut]");
  EXPECT_EQ(TruncateMarkdown(words + " bbbbbbbbbbbbb", 50, "[cut]"), words + "\n\n[cut]");
  EXPECT_EQ(TruncateMarkdown(std::string(99, 'a'), 50, "[cut]"),
            std::string(43, 'a') + "\n\n[cut]");
}

TEST(TruncateMarkdown, TheNoteIsOutsideOfWhatWasOpen) {
  std::string lines;
  for (int i = 0; i < 300; ++i) lines += "some words in a line\n";
  for (const char* open : {"```\n", "~~~~ cpp\n", "text\n\n`````\n", "<!-- ", "<pre>\n",
                           "> ```\n> ", "- ```\n  ", "<details>\n\n```\n", "plain "}) {
    for (std::size_t limit : {60U, 61U, 500U, 3001U}) {
      const std::string cut = TruncateMarkdown(open + lines, limit, "**Cut here**");
      EXPECT_LE(CountCodePoints(cut), limit);
      EXPECT_NE(MarkdownToHtml(cut).find("<strong>Cut here</strong>"), std::string::npos) << cut;
    }
  }
}

TEST(TruncateMarkdown, NeverExceedsTheLimitNorSplitsACharacter) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "\xF0\x9F\x98\x80";
  for (std::size_t limit = 0; limit < 30; ++limit) {
    const std::string cut = TruncateMarkdown(text, limit, "n\xC3\xB6te");
    EXPECT_LE(CountCodePoints(cut), limit);
    EXPECT_EQ(NormalizeText(cut), cut);
  }
  EXPECT_EQ(CountCodePoints(TruncateMarkdown(std::string(70000, 'x'), 65536, "")), 65536U);
}

}  // namespace
}  // namespace testkase::kit
