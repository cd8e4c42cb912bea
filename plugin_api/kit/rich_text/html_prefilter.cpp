#include "kit/rich_text/html_prefilter.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "kit/rich_text/utf8.h"

namespace testkase::kit {
namespace {

constexpr std::size_t kMaximumDepth = 100;
// Open formatting elements are copied into every following block by the parser's rules.
constexpr std::size_t kMaximumFormattingDepth = 24;

template <std::size_t size>
bool Contains(const std::string_view (&names)[size], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr std::string_view kRawText[] = {"iframe", "noembed", "noframes", "noscript", "plaintext",
                                         "script", "style",   "textarea", "title",    "xmp"};
constexpr std::string_view kDocumentLevel[] = {"base", "body", "frame", "frameset", "head",
                                               "html", "link", "meta",  "isindex"};
constexpr std::string_view kVoid[] = {"area",  "br",     "col",   "embed",  "hr",    "image", "img",
                                      "input", "keygen", "param", "source", "track", "wbr"};
// The parser closes these by itself, so that an author need not.
constexpr std::string_view kClosedByParser[] = {"dd", "dt",    "li", "option", "p", "tbody",
                                                "td", "tfoot", "th", "thead",  "tr"};
constexpr std::string_view kFormatting[] = {"a",    "b", "big",   "code",   "em",     "font", "i",
                                            "nobr", "s", "small", "strike", "strong", "tt",   "u"};

class Prefilter {
 public:
  explicit Prefilter(std::string_view html) : html_(html) { out_.reserve(html.size()); }

  std::string Run() {
    while (position_ < html_.size()) {
      const std::size_t tag = std::min(html_.find('<', position_), html_.size());
      out_ += html_.substr(position_, tag - position_);
      position_ = tag;
      if (position_ < html_.size()) ReadMarkup();
    }
    return std::move(out_);
  }

 private:
  char At(std::size_t offset) const {
    return position_ + offset < html_.size() ? html_[position_ + offset] : '\0';
  }

  void ReadMarkup() {
    const bool closing = At(1) == '/';
    if (IsAsciiLetter(At(closing ? 2 : 1))) {
      ReadTag(closing);
    } else if (html_.substr(position_, 4) == "<!--") {
      SkipComment();
    } else if (At(1) == '!' || At(1) == '?' || closing) {
      const std::size_t end = html_.find('>', position_);
      position_ = end == std::string_view::npos ? html_.size() : end + 1;
    } else {
      out_ += "&lt;";
      ++position_;
    }
  }

  void SkipComment() {
    const std::size_t start = position_ + 2;  // "<!-->" and "<!--->" are whole comments
    std::size_t end = html_.find("-->", start);
    const std::size_t banged = html_.find("--!>", start + 2);
    if (banged < end) {
      position_ = banged + 4;
    } else {
      position_ = end == std::string_view::npos ? html_.size() : end + 3;
    }
  }

  // The index after the ">" that ends the tag, reading quotes as the HTML standard does.
  std::size_t FindTagEnd(std::size_t index) const {
    while (index < html_.size() && html_[index] != '>') {
      if (html_[index] != '=') {
        ++index;
        continue;
      }
      do ++index;
      while (index < html_.size() && IsAsciiSpace(html_[index]));
      if (index < html_.size() && (html_[index] == '"' || html_[index] == '\'')) {
        const std::size_t quote = html_.find(html_[index], index + 1);
        if (quote == std::string_view::npos) return std::string_view::npos;
        index = quote + 1;
      } else {
        while (index < html_.size() && html_[index] != '>' && !IsAsciiSpace(html_[index])) ++index;
      }
    }
    return index < html_.size() ? index + 1 : std::string_view::npos;
  }

  void ReadTag(bool closing) {
    std::size_t index = position_ + (closing ? 2 : 1);
    std::string name;
    while (index < html_.size() && !IsAsciiSpace(html_[index]) && html_[index] != '/' &&
           html_[index] != '>') {
      name += ToAsciiLower(html_[index++]);
    }
    const std::size_t end = FindTagEnd(index);
    if (end ==
        std::string_view::npos) {  // An unfinished tag: everything after it is its attributes.
      position_ = html_.size();
      return;
    }
    const std::string_view tag = html_.substr(position_, end - position_);
    position_ = end;
    if (Contains(kDocumentLevel, name)) return;
    if (Contains(kRawText, name)) {
      if (!closing) SkipRawText(name);
      return;
    }
    if (Contains(kVoid, name) || Contains(kClosedByParser, name)) {
      out_ += tag;
      return;
    }
    if (closing ? Close(name) : Open(name)) out_ += tag;
  }

  void SkipRawText(std::string_view name) {
    while (position_ < html_.size()) {
      const std::size_t start = html_.find("</", position_);
      if (start == std::string_view::npos) break;
      position_ = start + 2;
      const std::string_view found = html_.substr(position_, name.size());
      if (std::equal(found.begin(), found.end(), name.begin(), name.end(),
                     [](char a, char b) { return ToAsciiLower(a) == b; }) &&
          !IsAsciiAlphanumeric(At(name.size()))) {
        const std::size_t end = FindTagEnd(position_ + name.size());
        position_ = end == std::string_view::npos ? html_.size() : end;
        return;
      }
    }
    position_ = html_.size();
  }

  bool Open(const std::string& name) {
    const bool formatting = Contains(kFormatting, name);
    const bool kept = open_.size() < kMaximumDepth &&
                      (!formatting || formatting_depth_ < kMaximumFormattingDepth);
    if (!kept) {
      ++dropped_;
      return false;
    }
    open_.push_back(name);
    if (formatting) ++formatting_depth_;
    return true;
  }

  // An end tag that is out of order still reaches the parser, which knows what it means; here it
  // leaves the count as it is, so that the count is never lower than the true depth.
  bool Close(const std::string& name) {
    if (dropped_ > 0) {
      --dropped_;
      return false;
    }
    if (!open_.empty() && open_.back() == name) {
      open_.pop_back();
      if (Contains(kFormatting, name)) --formatting_depth_;
    }
    return true;
  }

  std::string_view html_;
  std::size_t position_ = 0;
  std::string out_;
  std::vector<std::string> open_;
  std::size_t formatting_depth_ = 0;
  std::size_t dropped_ = 0;
};

}  // namespace

std::string PrefilterHtml(std::string_view html) { return Prefilter(html).Run(); }

}  // namespace testkase::kit
