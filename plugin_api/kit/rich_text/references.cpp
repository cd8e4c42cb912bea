#include <string>
#include <vector>

#include "kit/rich_text/cmark_document.h"
#include "kit/rich_text/html_tree.h"
#include "kit/rich_text/reference_scan.h"
#include "kit/rich_text/rich_text.h"
#include "kit/rich_text/utf8.h"

namespace testkase::kit {
namespace {

// Where in the rendered page one place of the source shows up.
struct Sighting {
  bool in_text = false;
  bool in_code = false;
  bool in_url = false;
};

// Markdown is too irregular to tell code from text by its source alone. So each place gets a mark
// of its own, the marked text is rendered, and the page is searched for the marks. A mark is its
// number between two private-use characters that the text does not hold: neither space nor
// punctuation to Markdown, as the zero-width space is.
class Marks {
 public:
  explicit Marks(std::string_view text) {
    for (char32_t c = 0xE000; c < 0xE800; ++c) {
      fence_.clear();
      AppendUtf8(c, fence_);
      if (text.find(fence_) == std::string_view::npos) break;
    }
  }

  std::string Mark(std::size_t number) const { return fence_ + std::to_string(number) + fence_; }

  template <typename Found>
  void Find(std::string_view text, const Found& found) const {
    std::size_t position = 0;
    while ((position = text.find(fence_, position)) != std::string_view::npos) {
      position += fence_.size();
      std::size_t number = 0;
      std::size_t digits = 0;
      while (position < text.size() && IsAsciiDigit(text[position]) && digits++ < 9) {
        number = number * 10 + static_cast<std::size_t>(text[position++] - '0');
      }
      if (text.substr(position, fence_.size()) != fence_) continue;
      position += fence_.size();
      found(number);
    }
  }

 private:
  std::string fence_;
};

std::string DecodePercent(std::string_view url) {
  const auto digit = [](char c) {
    const char lower = ToAsciiLower(c);
    return IsAsciiDigit(c) ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < url.size(); ++i) {
    if (url[i] == '%' && i + 2 < url.size() && digit(url[i + 1]) >= 0 && digit(url[i + 2]) >= 0) {
      out += static_cast<char>(digit(url[i + 1]) * 16 + digit(url[i + 2]));
      i += 2;
    } else {
      out += url[i];
    }
  }
  return out;
}

void Look(const HtmlNodes& nodes, bool in_code, const Marks& marks,
          std::vector<Sighting>& sightings) {
  const auto see = [&sightings](bool Sighting::*place) {
    return [&sightings, place](std::size_t number) {
      if (number < sightings.size()) sightings[number].*place = true;
    };
  };
  for (const HtmlNode& node : nodes) {
    if (node.is_text()) {
      marks.Find(node.text, see(in_code ? &Sighting::in_code : &Sighting::in_text));
    }
    for (const char* name : {"href", "src"}) {
      const std::string* url = node.Attribute(name);
      if (url != nullptr) marks.Find(DecodePercent(*url), see(&Sighting::in_url));
    }
    Look(node.children, in_code || node.is("code") || node.is("pre"), marks, sightings);
  }
}

// A place that shows up nowhere (in a comment, an unused definition) is disarmed as well.
bool IsHarmless(const ReferenceEdit& edit, const Sighting& seen) {
  if (edit.in_url) return seen.in_code && !seen.in_text && !seen.in_url;
  // Inside an address nothing mentions, and a zero-width space would break the link.
  return seen.in_url || (seen.in_code && !seen.in_text);
}

std::string Apply(std::string_view text, const std::vector<ReferenceEdit>& edits) {
  std::string out;
  std::size_t position = 0;
  for (const ReferenceEdit& edit : edits) {
    out += text.substr(position, edit.position - position);
    out += edit.replacement;
    position = edit.position + edit.length;
  }
  out += text.substr(position);
  return out;
}

}  // namespace

std::string NeutralizeReferences(std::string_view markdown) {
  const std::string text = NormalizeText(markdown);
  std::vector<ReferenceEdit> edits = FindReferences(text);
  if (edits.empty()) return text;
  const Marks marks(text);
  std::vector<ReferenceEdit> marked;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    marked.push_back({edits[i].position, 0, marks.Mark(i), false});
  }
  std::vector<Sighting> sightings(edits.size());
  Look(ReadRichText(RenderUnsafeHtml(Apply(text, marked))), false, marks, sightings);
  std::vector<ReferenceEdit> harmful;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (!IsHarmless(edits[i], sightings[i])) harmful.push_back(std::move(edits[i]));
  }
  return Apply(text, harmful);
}

std::string NeutralizeTitle(std::string_view title) {
  std::string text = NormalizeText(title);
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return Apply(text, FindReferences(text));
}

}  // namespace testkase::kit
