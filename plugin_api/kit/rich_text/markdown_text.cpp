#include "kit/rich_text/markdown_text.h"

#include <algorithm>

#include "kit/rich_text/utf8.h"

namespace testkase::kit {
namespace {

bool IsWordByte(char c) { return IsAsciiAlphanumeric(c) || static_cast<unsigned char>(c) >= 0x80; }

bool EndsWithIgnoringCase(std::string_view text, std::string_view end) {
  return text.size() >= end.size() &&
         std::equal(end.begin(), end.end(), text.end() - static_cast<std::ptrdiff_t>(end.size()),
                    [](char a, char b) { return a == ToAsciiLower(b); });
}

bool NeedsBackslash(std::string_view text, std::size_t i, bool in_link) {
  const char c = text[i];
  const char before = i > 0 ? text[i - 1] : '\0';
  const char after = i + 1 < text.size() ? text[i + 1] : '\0';
  switch (c) {
    case '`':
    case '[':
    case ']':
    case '~':
      return true;
    case '*':
      return !(before == ' ' && after == ' ');
    case '_':
      return !(before == ' ' && after == ' ') && !(IsWordByte(before) && IsWordByte(after));
    case '\\':
      return after == '\0' || after == '\n' || IsAsciiPunctuation(after);
    case '<':
      return after == '\0' || after == '/' || after == '!' || after == '?' || IsAsciiLetter(after);
    case '&':
      return IsEntityAt(text, i);
    case ':': {
      const std::string_view scheme = text.substr(0, i);
      return !in_link && text.substr(i, 3) == "://" &&
             (EndsWithIgnoringCase(scheme, "http") || EndsWithIgnoringCase(scheme, "https") ||
              EndsWithIgnoringCase(scheme, "ftp"));
    }
    case '.':
      return !in_link && EndsWithIgnoringCase(text.substr(0, i), "www");
    default:
      return false;
  }
}

bool EndsWord(std::string_view line, std::size_t index) {
  return index >= line.size() || line[index] == ' ' || line[index] == '\t';
}

// Where in `line` a backslash stops a block from starting, or npos.
std::size_t BlockStart(std::string_view line) {
  if (line.empty()) return std::string_view::npos;
  if (line.find_first_not_of("-:|= ") == std::string_view::npos) return 0;
  const char first = line[0];
  if (first == '>') return 0;
  if ((first == '-' || first == '+' || first == '*') && EndsWord(line, 1)) return 0;
  if (first == '#') {
    const std::size_t end = std::min(line.find_first_not_of('#'), line.size());
    return end <= 6 && EndsWord(line, end) ? 0 : std::string_view::npos;
  }
  if (IsAsciiDigit(first)) {
    std::size_t end = 0;
    while (end < line.size() && IsAsciiDigit(line[end])) ++end;
    if (end <= 9 && end < line.size() && (line[end] == '.' || line[end] == ')') &&
        EndsWord(line, end + 1)) {
      return end;
    }
  }
  return std::string_view::npos;
}

}  // namespace

bool IsEntityAt(std::string_view text, std::size_t position) {
  std::size_t end = position + 1;
  if (end < text.size() && text[end] == '#') ++end;
  const std::size_t start = end;
  while (end < text.size() && IsAsciiAlphanumeric(text[end])) ++end;
  return end > start && end < text.size() && text[end] == ';';
}

std::string EscapeMarkdownText(std::string_view text, bool in_link) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (NeedsBackslash(text, i, in_link)) out += '\\';
    out += text[i];
  }
  return out;
}

std::string EscapeLineStarts(std::string_view paragraph) {
  std::string out;
  for (std::size_t start = 0; start <= paragraph.size();) {
    const std::size_t end = std::min(paragraph.find('\n', start), paragraph.size());
    std::string line(paragraph.substr(start, end - start));
    const std::size_t position = BlockStart(line);
    if (position != std::string::npos) line.insert(position, 1, '\\');
    out += line;
    if (end < paragraph.size()) out += '\n';
    start = end + 1;
  }
  return out;
}

}  // namespace testkase::kit
