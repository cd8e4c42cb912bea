#include <gtest/gtest.h>

#include <boost/regex.hpp>
#include <string>
#include <vector>

#include "kit/rich_text/rich_text.h"

namespace testkase::kit {
namespace {

std::string Decode(std::string text) {
  const std::pair<const char*, const char*> entities[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}};
  for (const auto& [entity, character] : entities) {
    for (std::size_t i = 0; (i = text.find(entity, i)) != std::string::npos; ++i) {
      text.replace(i, std::string(entity).size(), character);
    }
  }
  return text;
}

// What GitHub would act on in a rendered page, by its own rules: text outside code, pre and links,
// and, for issue addresses, the targets of links. `joined` reads text across inline tags as one, as
// GitHub may after it has dropped comments and unknown tags.
std::vector<std::string> FindActive(const std::string& html, bool joined) {
  std::vector<std::string> texts(1);
  std::vector<std::string> targets;
  int quiet = 0;
  for (std::size_t i = 0; i < html.size();) {
    if (html[i] != '<') {
      if (quiet == 0) texts.back() += html[i];
      ++i;
      continue;
    }
    const std::size_t end = html.find('>', i);
    const std::string tag = html.substr(i + 1, end - i - 1);
    i = end + 1;
    const std::string name = tag.substr(0, tag.find(' '));
    for (const char* silent : {"code", "pre", "a"}) {
      if (name == silent) ++quiet;
      if (name == std::string("/") + silent) --quiet;
    }
    const std::size_t href = tag.find("href=\"");
    if (href != std::string::npos) {
      targets.push_back(Decode(tag.substr(href + 6, tag.find('"', href + 6) - href - 6)));
    }
    if (!joined || quiet > 0 || name == "br" || name == "p" || name == "li") texts.emplace_back();
  }
  static const boost::regex rules[] = {
      boost::regex("(^|[^A-Za-z0-9_])@[A-Za-z0-9][A-Za-z0-9-]*"), boost::regex("(^|\\W)#\\d+"),
      boost::regex("(^|\\W)GH-\\d+", boost::regex::icase), boost::regex("\\w+/[\\w.-]+#\\d+")};
  static const boost::regex address("//([^/]+)/[\\w.-]+/[\\w.-]+/(issues|pull|discussions)/\\d+");
  std::vector<std::string> active;
  for (const std::string& text : texts) {
    const std::string decoded = Decode(text);
    for (const boost::regex& rule : rules) {
      boost::smatch match;
      if (boost::regex_search(decoded, match, rule)) active.push_back(match.str());
    }
    targets.push_back(decoded);
  }
  for (const std::string& target : targets) {
    boost::smatch match;
    if (boost::regex_search(target, match, address) && match[1] != "redirect.github.com") {
      active.push_back(match.str());
    }
  }
  return active;
}

class LiveReference : public testing::TestWithParam<const char*> {};

TEST_P(LiveReference, IsDisarmedOnce) {
  const std::string markdown = GetParam();
  const std::string html = MarkdownToHtml(markdown);
  EXPECT_FALSE(FindActive(html, true).empty() && FindActive(html, false).empty())
      << "the case must be live";
  const std::string safe = NeutralizeReferences(markdown);
  for (const bool joined : {false, true}) {
    EXPECT_EQ(FindActive(MarkdownToHtml(safe), joined), std::vector<std::string>()) << safe;
    const std::string again = HtmlToMarkdown(MarkdownToHtml(safe));
    EXPECT_EQ(FindActive(MarkdownToHtml(again), joined), std::vector<std::string>()) << again;
  }
  EXPECT_EQ(NeutralizeReferences(safe), safe);
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, LiveReference,
    testing::Values(
        "@bob", "hi @bob!", "(@bob)", "@org/team", "*@bob*", "**a**@bob", "_a_@bob", "\\@bob",
        "&#64;bob", "&#x40;bob", "&commat;bob", "@&#98;ob", "@<!-- x -->bob", "@<span>bob</span>",
        "<b @bob>", "<div>@bob</div>", "<div>\n&#64bob\n</div>", "<div>&copy@bob</div>",
        "`open @bob", "`` ` @bob", "\\`@bob\\`", "> @bob", "- @bob", "| @bob |\n|---|", "# @bob",
        "a[^1]\n\n[^1]: @bob", "~~~\ncode\n~~~\n@bob", "`code` @bob", "    code\n\n@bob",
        "a\n    @bob", "@@bob", "\xC3\xA9@bob", "<kbd>@bob</kbd>", "#12", "fix #12.", "\\#12",
        "&#35;12", "&num;12", "#<!-- x -->12", "#&#49;2", "&#12 x", "(#12)", "GH-12", "gh-12",
        "GH\\-12", "G<!---->H-12", "GH-<!-- -->12", "owner/repo#12", "owner/repo.js#12",
        "owner/repo\\#12", "https://github.com/o/r/issues/12",
        "http://www.github.com/o/r/pull/12#x", "https://GitHub.com/o/r/discussions/12",
        "<https://github.com/o/r/issues/12>", "[x](https://github.com/o/r/issues/12)",
        "[x][1]\n\n[1]: https://github.com/o/r/pull/12",
        "[x](https://github.com/o/r/issue&#115;/12)", "[x](https://github.com/o/r/issues/\\12)x #1",
        "<a href=\"https://github.com/o/r/issues/12\">x</a>", "https://git.corp/o/r/issues/12",
        "https://git.corp:8443/o/r/pull/7/files", "http://localhost:3000/o/r/issues/1",
        "<details>\n<summary>@bob</summary>\n\n#12\n\n</details>"));

TEST(NeutralizeReferences, LeavesWhatRefersToNothing) {
  for (const char* markdown : {"a@example.com",
                               "`@bob`",
                               "``@bob ` #12``",
                               "```\n@bob #12 GH-12\n```",
                               "    @bob #12",
                               "~~~\n@bob",
                               "> ```\n> @bob\n",
                               "- a\n\n      @bob\n",
                               "<pre>@bob</pre>",
                               "<code>#12</code>",
                               "`https://github.com/o/r/issues/12`",
                               "https://medium.com/@user/post",
                               "[x](https://medium.com/@user)",
                               "https://a.b/c#12",
                               "[x](#12)",
                               "# heading",
                               "a # b",
                               "a @ b",
                               "&#12;",
                               "high-12",
                               "issue 12",
                               "https://github.com/o/r",
                               "https://github.com/o/r/issues",
                               "https://redirect.github.com/o/r/issues/12",
                               "@",
                               "#",
                               "",
                               "<img src=\"a#1.png\">"}) {
    EXPECT_EQ(NeutralizeReferences(markdown), markdown);
  }
}

TEST(NeutralizeReferences, StaysReadableAndClickable) {
  EXPECT_EQ(NeutralizeReferences("@bob #12 o/r#3"), "@\u200Bbob #\u200B12 o/r#\u200B3");
  EXPECT_EQ(NeutralizeReferences("https://github.com/o/r/issues/12"),
            "https://redirect.github.com/o/r/issues/12");
  EXPECT_EQ(NeutralizeReferences("https://git.corp/o/r/issues/12"),
            "https://git.corp/o/r/issues/%312");
}

TEST(NeutralizeReferences, TreatsWhatMayBeLiveElsewhereAsLive) {
  EXPECT_EQ(NeutralizeReferences("[@bob](x)"), "[@\u200Bbob](x)");
  EXPECT_EQ(NeutralizeReferences("a_@bob"), "a_@\u200Bbob");
  EXPECT_EQ(NeutralizeReferences("a<!-- -->@bob"), "a<!-- -->@\u200Bbob");
}

TEST(NeutralizeReferences, HidesNothingInAComment) {
  EXPECT_EQ(NeutralizeReferences("<!-- @bob #12 -->"), "<!-- @\u200Bbob #\u200B12 -->");
}

TEST(NeutralizeTitle, DisarmsPlainText) {
  EXPECT_EQ(NeutralizeTitle("@bob broke #12 and `GH-7`, o/r#3"),
            "@\u200Bbob broke #\u200B12 and `GH-\u200B7`, o/r#\u200B3");
  EXPECT_EQ(NeutralizeTitle("a@example.com"), "a@example.com");
  EXPECT_EQ(NeutralizeTitle("two\r\nlines"), "two lines");
  const std::string once = NeutralizeTitle("@a #1 https://github.com/o/r/issues/1");
  EXPECT_EQ(NeutralizeTitle(once), once);
}

}  // namespace
}  // namespace testkase::kit
