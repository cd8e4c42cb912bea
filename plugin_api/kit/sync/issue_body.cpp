#include "kit/sync/issue_body.h"

#include "kit/rich_text/rich_text.h"

namespace testkase::kit {
namespace {

constexpr std::string_view kBlockEnd = "<!-- /testkase -->";
constexpr std::string_view kCutNote =
    "\n\n*The text was too long for this tracker and was cut here; the whole is in TestKase.*";
constexpr std::string_view kEllipsis = "…";

std::string_view TrimBlankLines(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos ||
        text.substr(0, end).find_first_not_of(' ') != std::string_view::npos) {
      break;
    }
    text.remove_prefix(end + 1);
  }
  return text;
}

std::size_t FindBlock(std::string_view body) {
  constexpr std::string_view kBlockBegin = "<!-- testkase:";
  for (std::size_t at = body.find(kBlockBegin); at != std::string_view::npos;
       at = body.find(kBlockBegin, at + 1)) {
    if ((at == 0 || body[at - 1] == '\n') && FindMarker(body.substr(at))) return at;
  }
  return std::string_view::npos;
}

// A value inside our own line: inert, and on one line.
std::string Inline(const Tracker& tracker, std::string_view text) {
  std::string html;
  for (const char c : text) {
    if (c == '&') {
      html += "&amp;";
    } else if (c == '<') {
      html += "&lt;";
    } else {
      html += c == '\n' ? ' ' : c;
    }
  }
  const std::string markup = tracker.FromHtml(html);
  return std::string(TrimBlankLines(markup));
}

std::size_t Room(const Tracker& tracker, std::string_view block) {
  const std::size_t taken = CountCodePoints(block) + 2;
  const std::size_t limit = tracker.limits().body_characters;
  return limit > taken ? limit - taken : 0;
}

}  // namespace

IssueBody SplitBody(std::string_view body) {
  const std::size_t begin = FindBlock(body);
  if (begin == std::string_view::npos) return {std::string(TrimBlankLines(body)), ""};
  const std::size_t end = body.find(kBlockEnd, begin);
  // Without its end the block is only the marker's own line: everything else may be a person's.
  const std::size_t line_end = body.find('\n', begin);
  const std::size_t after = end != std::string_view::npos        ? end + kBlockEnd.size()
                            : line_end != std::string_view::npos ? line_end
                                                                 : body.size();
  const std::string_view before = TrimBlankLines(body.substr(0, begin));
  const std::string_view rest = TrimBlankLines(body.substr(after));
  std::string text(before);
  if (!text.empty() && !rest.empty()) text += "\n\n";
  text += rest;
  return {std::move(text), std::string(body.substr(begin, after - begin))};
}

std::string JoinBody(const IssueBody& body) {
  if (body.block.empty()) return body.text;
  if (body.text.empty()) return body.block;
  return body.text + "\n\n" + body.block;
}

std::string MakeBlock(const Marker& marker, const Item& defect, const Item* test_case,
                      std::string_view project_name, const Tracker& tracker) {
  std::string line = "Reported in TestKase as ";
  line +=
      defect.url.empty() ? "**" + defect.key + "**" : "[" + defect.key + "](" + defect.url + ")";
  line += " · project " + Inline(tracker, project_name);
  if (test_case != nullptr) {
    line += " · failed test case " +
            (test_case->url.empty() ? test_case->key
                                    : "[" + test_case->key + "](" + test_case->url + ")") +
            " " + Inline(tracker, test_case->title);
  }
  if (!defect.cycle.empty()) line += " · cycle " + Inline(tracker, defect.cycle);
  return FormatMarker(marker) + "\n\n---\n" + line + "\n\n" + std::string(kBlockEnd);
}

std::string RemoteText(const Tracker& tracker, std::string_view html, std::string_view block) {
  const std::string markup = tracker.FromHtml(html);
  return std::string(
      TrimBlankLines(TruncateMarkdown(TrimBlankLines(markup), Room(tracker, block), kCutNote)));
}

bool IsCut(const Tracker& tracker, std::string_view html, std::string_view block) {
  return CountCodePoints(tracker.FromHtml(html)) > Room(tracker, block);
}

std::string RemoteTitle(const Tracker& tracker, std::string_view title) {
  std::string remote = tracker.FromPlainTitle(title);
  const std::size_t limit = tracker.limits().title_characters;
  if (CountCodePoints(remote) <= limit) return remote;
  std::size_t bytes = 0;
  for (std::size_t points = 0; bytes < remote.size(); ++bytes) {
    const bool starts_point = (static_cast<unsigned char>(remote[bytes]) & 0xC0) != 0x80;
    if (starts_point && ++points == limit) break;
  }
  remote.resize(bytes);
  return remote + std::string(kEllipsis);
}

}  // namespace testkase::kit
