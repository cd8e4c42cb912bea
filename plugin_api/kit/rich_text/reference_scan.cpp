#include "kit/rich_text/reference_scan.h"

#include <algorithm>
#include <map>
#include <utility>

#include "kit/rich_text/utf8.h"

namespace testkase::kit {
namespace {

constexpr std::string_view kZeroWidthSpace = "\u200B";
constexpr std::size_t kLongestTag = 2000;  // bounds the look-ahead of a "<" that never closes

// One character as a reader will see it, and the bytes of the source that stand for it.
struct Seen {
  char character = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool plain() const { return end - begin == 1; }
};

struct Reading {
  bool through_markup = false;         // comments and tags vanish
  bool unterminated_entities = false;  // "&#64" without ";", as in raw HTML
};

// The end of a comment or tag that begins at `position`, or `position` where none does.
// `last_comment_end` is where the text's last "-->" begins.
std::size_t MarkupEnd(std::string_view text, std::size_t position, std::size_t last_comment_end) {
  if (text.substr(position, 4) == "<!--") {
    if (last_comment_end == std::string_view::npos || position + 2 > last_comment_end) {
      return position;
    }
    return text.find("-->", position + 2) + 3;
  }
  const char next = position + 1 < text.size() ? text[position + 1] : '\0';
  if (!IsAsciiLetter(next) && next != '/' && next != '!' && next != '?') return position;
  char quote = '\0';
  const std::size_t limit = std::min(text.size(), position + kLongestTag);
  for (std::size_t i = position + 1; i < limit; ++i) {
    if (quote != '\0') {
      if (text[i] == quote) quote = '\0';
    } else if (text[i] == '"' || text[i] == '\'') {
      quote = text[i];
    } else if (text[i] == '>') {
      return i + 1;
    }
  }
  return position;
}

bool ReadEntity(std::string_view text, std::size_t position, bool unterminated, Seen& seen) {
  constexpr std::pair<std::string_view, char> kNames[] = {{"&commat;", '@'}, {"&num;", '#'},
                                                          {"&sol;", '/'},    {"&lowbar;", '_'},
                                                          {"&period;", '.'}, {"&colon;", ':'}};
  for (const auto& [name, character] : kNames) {
    if (text.substr(position, name.size()) != name) continue;
    seen = {character, position, position + name.size()};
    return true;
  }
  if (text.substr(position, 2) != "&#") return false;
  std::size_t index = position + 2;
  const bool hexadecimal = index < text.size() && (text[index] == 'x' || text[index] == 'X');
  if (hexadecimal) ++index;
  const std::size_t start = index;
  unsigned value = 0;
  for (; index < text.size(); ++index) {
    const char c = ToAsciiLower(text[index]);
    unsigned digit = 0;
    if (IsAsciiDigit(c)) {
      digit = static_cast<unsigned>(c - '0');
    } else if (hexadecimal && c >= 'a' && c <= 'f') {
      digit = static_cast<unsigned>(c - 'a') + 10;
    } else {
      break;
    }
    value = std::min(value * (hexadecimal ? 16 : 10) + digit, 0x110000U);
  }
  if (index == start) return false;
  const bool terminated = index < text.size() && text[index] == ';';
  if (!terminated && !unterminated) return false;
  seen = {value < 0x80 ? static_cast<char>(value) : '\x7F', position, index + (terminated ? 1 : 0)};
  return true;
}

std::vector<Seen> Read(std::string_view text, const Reading& reading) {
  std::vector<Seen> out;
  out.reserve(text.size());
  const std::size_t last_comment_end = text.rfind("-->");
  for (std::size_t i = 0; i < text.size();) {
    Seen seen{text[i], i, i + 1};
    if (text[i] == '<' && reading.through_markup) {
      const std::size_t end = MarkupEnd(text, i, last_comment_end);
      if (end > i) {
        i = end;
        continue;
      }
    } else if (text[i] == '\\' && i + 1 < text.size() && IsAsciiPunctuation(text[i + 1])) {
      seen = {text[i + 1], i, i + 2};
    } else if (text[i] == '&') {
      ReadEntity(text, i, reading.unterminated_entities, seen);
    }
    out.push_back(seen);
    i = seen.end;
  }
  return out;
}

using Edits = std::map<std::size_t, ReferenceEdit>;

class Scan {
 public:
  Scan(const std::vector<Seen>& seen, Edits& edits) : seen_(seen), edits_(edits) {}

  void Run() {
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      const char next = At(i + 1);
      switch (At(i)) {
        case '@':
          if (IsAsciiAlphanumeric(next) && !(seen_[i].plain() && FollowsWord(i))) BreakAfter(i);
          break;
        case '#':
          if (IsAsciiDigit(next)) BreakAfter(i);
          break;
        case '-':
          if (IsAsciiDigit(next) && i >= 2 && ToAsciiLower(At(i - 1)) == 'h' &&
              ToAsciiLower(At(i - 2)) == 'g' && !FollowsWord(i - 2)) {
            BreakAfter(i);
          }
          break;
        case '/':
          Url(i);
          break;
        default:
          break;
      }
    }
  }

 private:
  char At(std::size_t index) const { return index < seen_.size() ? seen_[index].character : '\0'; }

  void BreakAfter(std::size_t index) {
    const std::size_t position = seen_[index].end;
    edits_.try_emplace(position, ReferenceEdit{position, 0, std::string(kZeroWidthSpace), false});
  }

  // True where `index` continues a word, as "@" does in a mail address. A word that may itself be
  // the end of an entity ("&copy@name" in raw HTML) does not count.
  bool FollowsWord(std::size_t index) const {
    std::size_t start = index;
    while (start > 0 && IsAsciiAlphanumeric(At(start - 1)) && seen_[start - 1].plain()) --start;
    return start < index && (start == 0 || At(start - 1) != '&');
  }

  bool Matches(std::size_t index, std::string_view word) const {
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (ToAsciiLower(At(index + i)) != word[i]) return false;
    }
    return true;
  }

  // Moves `index` to the start of a path segment that ends before it.
  bool SkipSegmentBack(std::size_t& index) const {
    const std::size_t end = index;
    const auto in_segment = [this](std::size_t i) {
      const char c = At(i);
      return IsAsciiAlphanumeric(c) || c == '-' || c == '_' || c == '.';
    };
    while (index > 0 && end - index < 200 && in_segment(index - 1)) --index;
    return index < end && index > 0 && At(index - 1) == '/';
  }

  // `slash` may be the one before "issues/12" in "host/owner/repository/issues/12".
  void Url(std::size_t slash) {
    std::size_t number = 0;
    for (std::string_view kind : {"/issues/", "/pull/", "/discussions/"}) {
      if (Matches(slash, kind)) number = slash + kind.size();
    }
    if (number == 0 || !IsAsciiDigit(At(number))) return;
    std::size_t index = slash;
    if (!SkipSegmentBack(index)) return;
    if (!SkipSegmentBack(--index)) return;
    const std::size_t host_end = --index;
    std::string host;
    while (index > 0 && host.size() < 260) {
      const char c = At(index - 1);
      if (!IsAsciiAlphanumeric(c) && c != '.' && c != '-' && c != ':') break;
      host.insert(host.begin(), ToAsciiLower(c));
      --index;
    }
    const bool has_scheme = index >= 2 && At(index - 1) == '/' && At(index - 2) == '/';
    if (host.empty() || (!has_scheme && host.find('.') == std::string::npos)) return;
    if (host == "redirect.github.com") return;
    if (host == "github.com" || host == "www.github.com") {
      Replace(index, host_end, "redirect.github.com");
    } else {
      Replace(number, number + 1, std::string("%3") + At(number));
    }
  }

  void Replace(std::size_t from, std::size_t to, std::string replacement) {
    const std::size_t begin = seen_[from].begin;
    edits_[begin] = {begin, seen_[to - 1].end - begin, std::move(replacement), true};
  }

  const std::vector<Seen>& seen_;
  Edits& edits_;
};

}  // namespace

std::vector<ReferenceEdit> FindReferences(std::string_view markdown) {
  Edits edits;
  for (const bool through_markup : {false, true}) {
    for (const bool unterminated : {false, true}) {
      const std::vector<Seen> seen = Read(markdown, {through_markup, unterminated});
      Scan(seen, edits).Run();
    }
  }
  std::vector<ReferenceEdit> out;
  std::size_t end = 0;
  for (auto& [position, edit] : edits) {
    if (position < end) continue;
    end = position + edit.length;
    out.push_back(std::move(edit));
  }
  return out;
}

}  // namespace testkase::kit
