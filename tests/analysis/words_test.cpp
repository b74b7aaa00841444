// Nothing on the Chinese page stays English, and one thing has one wording.
#include "analysis/words.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/page.hpp"
#include "sim/record/words.hpp"
#include "tests/analysis/example.hpp"
#include "tests/paths.hpp"

namespace crossflow {
namespace {

const std::filesystem::path root = source_root();

// The code of a section without comments, includes, and names of tables of std::regex.
std::string code_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string code;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("#include", 0) == 0 || line.find("static_assert") != std::string::npos) continue;
    const std::size_t comment = line.find("// ");
    code += (comment == std::string::npos ? line : line.substr(0, comment)) + "\n";
  }
  return code;
}

// Literals that stand beside each other are one.
std::vector<std::string> literals_of(const std::string& code) {
  std::vector<std::string> out;
  bool joined = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == '\'' && at + 2 < code.size()) {  // a character
      at = code.find('\'', at + (code[at + 1] == '\\' ? 3 : 2));
      joined = false;
    } else if (c == '"') {
      std::string text;
      for (++at; code[at] != '"'; ++at) {
        if (code[at] == '\\') ++at;
        text += code[at - 1] == '\\' && code[at] == 'n' ? '\n' : code[at];
      }
      if (joined) {
        out.back() += text;
      } else {
        out.push_back(text);
      }
      joined = true;
    } else if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      joined = false;
    }
  }
  return out;
}

bool has_words(const std::string& text) {
  return std::regex_search(std::regex_replace(text, std::regex("\\{[^}]*\\}|--[a-z=\"{}. -]*[0-9]* ?h?\"?"), ""),
                           std::regex("[A-Za-z]{2}"));
}

std::map<std::string, std::string> table() {
  std::map<std::string, std::string> out;
  for (const Translation& t : translations()) {
    EXPECT_TRUE(out.emplace(t.english, t.chinese).second) << t.english << " stands there twice";
    EXPECT_FALSE(t.chinese.empty()) << t.english;
  }
  return out;
}

TEST(Words, EveryTextOfEverySectionIsTranslated) {
  const auto known = table();
  const std::vector<std::string> names = section_names();
  // What is no text of the page: names that are typed, and words of scenarios that are looked at.
  const std::set<std::string> others{
      "officers", "officer", "gate", "booking", "call", "--section NAME", "times, people, staff-needed"};
  std::set<std::string> said;
  std::vector<std::filesystem::path> files{root / "analysis/precision.cpp"};
  for (const auto& entry : std::filesystem::directory_iterator(root / "analysis/sections"))
    if (entry.path().extension() == ".cpp") files.push_back(entry.path());
  for (const char* file : {"cli/run.cpp", "cli/show.cpp"})
    for (const std::string& text : literals_of(code_of(root / file))) said.insert(text);
  for (const std::filesystem::path& file : files) {
    for (const std::string& text : literals_of(code_of(file))) {
      said.insert(text);
      if (!has_words(text) || others.count(text) > 0 || std::find(names.begin(), names.end(), text) != names.end())
        continue;
      EXPECT_TRUE(known.count(text) > 0) << file.filename() << " says '" << text << "': no line in words_zh.inc";
    }
  }
  EXPECT_GT(said.size(), 200U);
  // Policies of supervisors are said by the name that the file has.
  const std::set<std::string> of_files{"fixed plan",      "thresholds",   "pledge",        "move officers",
                                       "call reserves",   "extend hours", "joint command", "hold the crowd",
                                       "CANNOT TELL YET", "NOT CLEARED"};
  for (const auto& [english, chinese] : known)
    EXPECT_TRUE(said.count(english) > 0 || of_files.count(english) > 0) << "nothing says '" << english << "'";
}

// The values of a text, in order: "{}" by their place.
std::vector<std::string> values_of(const std::string& text) {
  std::vector<std::string> out;
  std::size_t next = 0;
  const std::regex field("\\{([0-9]*)(:[^{}]*(?:\\{\\}[^{}]*)?)?\\}");
  for (auto m = std::sregex_iterator(text.begin(), text.end(), field); m != std::sregex_iterator(); ++m) {
    std::string place = (*m)[1].str();
    if (place.empty()) place = std::to_string(next++);
    if ((*m)[2].str().find("{}") != std::string::npos) ++next;
    out.push_back(place + (*m)[2].str());
  }
  std::sort(out.begin(), out.end());
  return out;
}

TEST(Words, TranslationsTakeTheSameValues) {
  for (const auto& [english, chinese] : table()) EXPECT_EQ(values_of(english), values_of(chinese)) << english;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

TEST(Words, OneThingHasOneWordingInFilesAndOnTheScreen) {
  // The same word of other things: what a search missed, other ports, a shape.
  const std::set<std::string> homonyms{"missed", "elsewhere", "area"};
  std::map<std::string, std::string> known;
  for (const auto& [english, chinese] : table())
    if (homonyms.count(english) == 0) known[lower(english)] = chinese;
  int same = 0;
  const auto expect_same = [&](const std::string& english, const std::string& chinese) {
    const auto found = known.find(lower(english));
    if (found == known.end()) return;
    EXPECT_EQ(found->second, chinese) << english;
    ++same;
  };
  for (const Enumeration& e : enumerations())
    for (const EnumerationRow& row : e.rows) {
      EXPECT_FALSE(row.label.zh.empty()) << e.table << ": " << row.label.en;
      expect_same(row.label.en, row.label.zh);
    }
  const std::regex word("W\\(\\w+,\\s*\"([^\"]*)\",\\s*\"([^\"]*)\"\\)");
  for (const auto& entry : std::filesystem::directory_iterator(root / "viz/app")) {
    if (entry.path().extension() != ".inc") continue;
    std::ifstream in(entry.path());
    std::ostringstream text;
    text << in.rdbuf();
    const std::string words = text.str();
    for (auto m = std::sregex_iterator(words.begin(), words.end(), word); m != std::sregex_iterator(); ++m)
      expect_same((*m)[1], (*m)[2]);
  }
  EXPECT_GT(same, 20) << "of files, page and viewer";
}

TEST(Words, TheExampleIsChineseThroughout) {
  Directory directory = example_directory();
  for (const std::uint32_t replications : {1U, 30U}) {
    const std::string text =
        text_of(directory, summarise(directory, example_rows(replications)), {.full = true, .language = Language::zh});
    EXPECT_THAT(text, testing::HasSubstr("服務承諾"));
    EXPECT_THAT(not_translated(), testing::IsEmpty());
  }
}

TEST(Words, DurationsInChinese) {
  EXPECT_EQ(duration_text(750 * second, Language::zh), "12 分 30 秒");
  EXPECT_EQ(duration_text(45 * second, Language::zh), "45 秒");
  EXPECT_EQ(duration_text(125 * minute, Language::zh), "2 小時 05 分");
  EXPECT_EQ(duration_text(24 * hour, Language::zh), "24 小時");
  EXPECT_EQ(duration_text(-750 * second, Language::zh), "-12 分 30 秒");
  EXPECT_EQ(duration_text(750 * second, Language::en), "12 min 30 s");
}

}  // namespace
}  // namespace crossflow
