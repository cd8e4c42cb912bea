#include "kit/rich_text/allow_list.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "kit/rich_text/utf8.h"

namespace testkase::kit {
namespace {

template <std::size_t size>
bool Contains(const std::string_view (&names)[size], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr std::string_view kKept[] = {
    "a",     "abbr", "blockquote", "br",    "caption", "code", "dd",      "del", "details",
    "div",   "dl",   "dt",         "em",    "h1",      "h2",   "h3",      "h4",  "h5",
    "h6",    "hr",   "img",        "ins",   "kbd",     "li",   "mark",    "ol",  "p",
    "pre",   "q",    "samp",       "small", "strong",  "sub",  "summary", "sup", "table",
    "tbody", "td",   "th",         "thead", "tr",      "ul",   "var"};

constexpr std::string_view kDropped[] = {
    "applet",    "area",     "audio",    "base",     "canvas", "datalist", "embed",
    "frame",     "frameset", "head",     "iframe",   "link",   "map",      "math",
    "meta",      "noembed",  "noframes", "noscript", "object", "option",   "param",
    "plaintext", "script",   "select",   "source",   "style",  "svg",      "template",
    "textarea",  "title",    "track",    "video",    "xmp"};

constexpr std::string_view kBlocks[] = {
    "address", "article", "aside",  "body",   "center", "dir",  "fieldset", "figcaption", "figure",
    "footer",  "form",    "header", "legend", "main",   "menu", "nav",      "section"};

constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
    {"b", "strong"}, {"i", "em"},  {"s", "del"},       {"strike", "del"},
    {"tt", "code"},  {"u", "ins"}, {"tfoot", "tbody"}, {"listing", "pre"}};

constexpr std::string_view kSchemes[] = {"http", "https", "mailto"};

bool IsNumber(std::string_view value, std::size_t maximum_digits) {
  return !value.empty() && value.size() <= maximum_digits &&
         std::all_of(value.begin(), value.end(), IsAsciiDigit);
}

std::optional<std::string> Number(std::string_view value) {
  if (!IsNumber(value, 4)) return std::nullopt;
  return std::string(value);
}

std::optional<std::string> Length(std::string_view value) {
  const bool percent = !value.empty() && value.back() == '%';
  if (value.size() > 2 && value.substr(value.size() - 2) == "px") value.remove_suffix(2);
  if (!IsNumber(percent ? value.substr(0, value.size() - 1) : value, 5)) return std::nullopt;
  return std::string(value);
}

std::optional<std::string> Alignment(std::string_view value) {
  std::string lower;
  for (char c : value) lower += ToAsciiLower(c);
  if (lower == "left" || lower == "right" || lower == "center") return lower;
  return std::nullopt;
}

// Attribute text on one line.
std::string OneLine(std::string_view value) {
  std::string out;
  for (char c : value) {
    if (IsAsciiSpace(c)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (static_cast<unsigned char>(c) > ' ' && c != 0x7F) {
      out += c;
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::optional<std::string> Language(std::string_view value) {
  constexpr std::string_view kPrefix = "language-";
  constexpr std::string_view kForbidden = "`~&<>\"\\'";
  const std::size_t start = value.find(kPrefix);
  if (start == std::string_view::npos || (start > 0 && !IsAsciiSpace(value[start - 1]))) {
    return std::nullopt;
  }
  value.remove_prefix(start);
  const auto end = std::find_if(value.begin(), value.end(), IsAsciiSpace);
  value = value.substr(0, static_cast<std::size_t>(end - value.begin()));
  if (value.size() <= kPrefix.size() || value.size() > 60) return std::nullopt;
  for (char c : value) {
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) return std::nullopt;
    if (kForbidden.find(c) != std::string_view::npos) return std::nullopt;
  }
  return std::string(value);
}

// Only the ids that link a footnote and its references: any other could shadow one of the page's.
std::optional<std::string> FootnoteId(std::string_view value) {
  if (!value.starts_with("fn-") && !value.starts_with("fnref-")) return std::nullopt;
  for (char c : value) {
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F) return std::nullopt;
  }
  return std::string(value);
}

std::optional<std::string> ClassName(std::string_view element, std::string_view value) {
  if (element == "code") return Language(value);
  if ((element == "sup" && value == "footnote-ref") ||
      (element == "a" && value == "footnote-backref") ||
      (element == "section" && value == "footnotes")) {
    return std::string(value);
  }
  return std::nullopt;
}

bool IsAligned(std::string_view element) {
  constexpr std::string_view kAligned[] = {"div", "h1",  "h2", "h3", "h4", "h5",
                                           "h6",  "img", "p",  "td", "th"};
  return Contains(kAligned, element);
}

}  // namespace

ElementRule RuleForElement(std::string& name) {
  for (const auto& [alias, target] : kAliases) {
    if (name == alias) name = target;
  }
  if (Contains(kKept, name) || name == "input") return ElementRule::kKeep;
  if (Contains(kDropped, name)) return ElementRule::kDrop;
  return Contains(kBlocks, name) ? ElementRule::kUnwrapAsBlock : ElementRule::kUnwrap;
}

std::optional<std::string> AllowedAttribute(std::string_view element, std::string_view attribute,
                                            std::string_view value) {
  if (attribute == "class") return ClassName(element, value);
  if (attribute == "id" && (element == "a" || element == "li")) return FootnoteId(value);
  if (attribute == "align" && IsAligned(element)) return Alignment(value);
  if (attribute == "title" && (element == "a" || element == "img" || element == "abbr")) {
    std::string title = OneLine(value);
    if (title.empty()) return std::nullopt;
    return title;
  }
  if (element == "a" && attribute == "href") return AllowedUrl(value);
  if (element == "img") {
    if (attribute == "src") return AllowedUrl(value);
    if (attribute == "alt") return OneLine(value);
    if (attribute == "width" || attribute == "height") return Length(value);
  }
  if ((element == "td" || element == "th") && (attribute == "colspan" || attribute == "rowspan")) {
    return Number(value);
  }
  if (element == "ol" && attribute == "start" && IsNumber(value, 9)) {
    while (value.size() > 1 && value.front() == '0') value.remove_prefix(1);
    if (value == "1") return std::nullopt;
    return std::string(value);
  }
  if (element == "details" && attribute == "open") return std::string();
  return std::nullopt;
}

std::optional<std::string> AllowedUrl(std::string_view url) {
  constexpr std::string_view kSafe = "-_.+!*'(),%#@?=;:/&$~";
  constexpr char kDigits[] = "0123456789ABCDEF";
  while (!url.empty() && static_cast<unsigned char>(url.front()) <= ' ') url.remove_prefix(1);
  while (!url.empty() && static_cast<unsigned char>(url.back()) <= ' ') url.remove_suffix(1);
  std::string out;
  for (char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < ' ' || byte == 0x7F) continue;
    if (IsAsciiAlphanumeric(c) || kSafe.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += {'%', kDigits[byte >> 4], kDigits[byte & 0xF]};
    }
  }
  const std::size_t colon = out.find_first_of(":/?#");
  if (colon == std::string::npos || out[colon] != ':') return out;
  std::string scheme;
  for (char c : std::string_view(out).substr(0, colon)) scheme += ToAsciiLower(c);
  if (!Contains(kSchemes, scheme)) return std::nullopt;
  return out;
}

}  // namespace testkase::kit
