#include "kit/rich_text/cmark_document.h"
#include "kit/rich_text/rich_text.h"
#include "kit/rich_text/utf8.h"

namespace testkase::kit {
namespace {

// The first `count` code points.
std::string_view Prefix(std::string_view text, std::size_t count) {
  std::size_t position = 0;
  while (count-- > 0 && position < text.size()) DecodeUtf8(text, position);
  return text.substr(0, position);
}

// A prefix that ends where a reader would pause, if that costs at most a quarter of the text.
std::string_view CutAtPause(std::string_view prefix) {
  const std::size_t least = prefix.size() - prefix.size() / 4;
  for (std::string_view pause : {"\n\n", "\n", " "}) {
    const std::size_t found = prefix.rfind(pause);
    if (found != std::string_view::npos && found >= least) return prefix.substr(0, found);
  }
  return prefix;
}

// What must follow `markdown` so that text after it is outside its last block.
std::string Closing(std::string_view markdown) {
  constexpr std::string_view kProbe = "testkaseprobe";
  const std::string probed = std::string(markdown) + "\n\n" + std::string(kProbe);
  const CmarkDocument document = ParseMarkdown(probed);
  cmark_node* last = cmark_node_last_child(document.get());
  if (last == nullptr) return {};
  const char* literal = nullptr;
  if (cmark_node_get_type(last) == CMARK_NODE_CODE_BLOCK ||
      cmark_node_get_type(last) == CMARK_NODE_HTML_BLOCK) {
    literal = cmark_node_get_literal(last);
  }
  const std::string_view text = literal == nullptr ? "" : literal;
  if (text.find(kProbe) == std::string_view::npos) return {};
  int length = 0;
  int offset = 0;
  char character = '`';
  if (cmark_node_get_type(last) == CMARK_NODE_CODE_BLOCK &&
      cmark_node_get_fenced(last, &length, &offset, &character) != 0) {
    return "\n" + std::string(static_cast<std::size_t>(length), character);
  }
  for (std::string_view name : {"pre", "script", "style", "textarea"}) {
    const std::size_t start = text.find('<') + 1;
    std::string found;
    for (char c : text.substr(start, name.size())) found += ToAsciiLower(c);
    if (found == name) return "\n</" + std::string(name) + ">";
  }
  return text.find("<!--") != std::string_view::npos  ? "\n-->"
         : text.find("<?") != std::string_view::npos  ? "\n?>"
         : text.find("<![") != std::string_view::npos ? "\n]]>"
                                                      : "\n>";
}

}  // namespace

std::string TruncateMarkdown(std::string_view markdown, std::size_t max_characters,
                             std::string_view note) {
  const std::string text = NormalizeText(markdown);
  if (CountCodePoints(text) <= max_characters) return text;
  const std::string whole_note = NormalizeText(note);
  const std::string end = whole_note.empty() ? "" : "\n\n" + whole_note;
  std::size_t room = max_characters;
  // What closes the last block takes room too, and a shorter text may need something else.
  while (room > 0) {
    std::string kept(CutAtPause(Prefix(text, room)));
    while (!kept.empty() && IsAsciiSpace(kept.back())) kept.pop_back();
    if (kept.empty()) break;
    kept += Closing(kept) + end;
    const std::size_t length = CountCodePoints(kept);
    if (length <= max_characters) return kept;
    const std::size_t excess = length - max_characters;
    room = excess >= room ? 0 : room - excess;
  }
  return std::string(Prefix(whole_note, max_characters));
}

}  // namespace testkase::kit
