// Every panel for some frames without a screen: with one run, two and a live one, with each kind of thing selected, in
// both languages, light and dark. And what the mouse and the keys do.
#include "viz/panels/panels.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_internal.h>
#include <unistd.h>

#include "sim/record/result_file.hpp"
#include "sim/record/words.hpp"
#include "tests/paths.hpp"
#include "viz/app/bookmarks.hpp"
#include "viz/app/calendar.hpp"
#include "viz/app/fonts.hpp"
#include "viz/app/layout.hpp"
#include "viz/app/settings.hpp"
#include "viz/app/theme.hpp"
#include "viz/panels/duty_rows.hpp"
#include "viz/panels/figures.hpp"
#include "viz/panels/floor_labels.hpp"
#include "viz/panels/floor_places.hpp"
#include "viz/panels/names.hpp"
#include "viz/replay/port_hours.hpp"
#include "viz/replay/range_figures.hpp"

namespace crossflow::viz {
namespace {

constexpr int key_space = 32, key_right = 262, key_d = 68, key_l = 76, key_escape = 256, key_n = 78, key_b = 66,
              key_i = 73, key_r = 82, key_0 = 48, key_page_up = 266, key_up = 265, key_down = 264,
              key_f11 = 300;  // as GLFW numbers them

constexpr const char* small_port = R"(crossflow: 1
title: {en: A small port, zh: 小口岸}
date: 2024-10-20
port: {name: small, hours: "08:00-10:00"}
classes:
  resident: {pledge: 98% within 5 min}
  visitor: {pledge: 95% within 5 min}
demand:
  people:
    direction: arrival
    route: arrival
    total:
      people: {resident: 300, visitor: 200}
      profile: {"08:00-09:00": 70%, "09:00-10:00": 30%}
stations:
  hall: {kind: hall, walk: {distance: 60 m}, area: 200 m2}
  desks:
    kind: counter
    servers: 2
    authority: immigration
    service: {resident: {exponential: 20 s}, visitor: {exponential: 50 s}}
routes:
  arrival: [hall, desks, leave]
)";

class Panels : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("crossflow-panels-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "small.yaml") << small_port;
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {1280, 800};
    io.DeltaTime = 1.0F / 60;
    load_fonts(17, all_text({}));
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    use_theme(false);
    set_language(Language::en);
  }
  void TearDown() override {
    ImGui::DestroyContext();
    std::filesystem::remove_all(folder_);
  }

  /// The result of a run of the small port, or of another scenario.
  std::string result(const std::string& name, const std::string& options = "-R 5", std::string scenario = {}) {
    if (scenario.empty()) scenario = (folder_ / "small.yaml").string();
    const std::string path = (folder_ / name).string();
    const std::string command =
        program_folder() + "/crossflow run " + scenario + " --trace -q " + options + " -o " + path;
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    return path;
  }

  /// Frames as the program draws them; how many corners the last one has. All of them lie somewhere.
  static int frames(Session& session, int count = 3) {
    for (int i = 0; i < count; ++i) {
      use_theme(session.settings.dark);
      set_language(session.settings.language);
      session.advance(1.0 / 60);
      ImGui::NewFrame();
      obey_keys(session, std::exchange(presses_, {}));
      draw_all(session);
      ImGui::Render();
    }
    const ImDrawData* data = ImGui::GetDrawData();
    for (int i = 0; i < data->CmdListsCount; ++i)
      for (const ImDrawVert& corner : data->CmdLists[i]->VtxBuffer)
        EXPECT_TRUE(std::isfinite(corner.pos.x) && std::isfinite(corner.pos.y));
    return data->TotalVtxCount;
  }
  /// Corners that the window of a panel had in the last frame.
  static int corners_of(const std::string& panel) {
    const ImDrawData* data = ImGui::GetDrawData();
    int corners = 0;
    for (int i = 0; i < data->CmdListsCount; ++i)
      if (std::string(data->CmdLists[i]->_OwnerName).starts_with(panel + "/"))
        corners += data->CmdLists[i]->VtxBuffer.Size;
    return corners;
  }
  /// The floor goes to somebody and is clicked in its middle; what the panel of the selected one then says.
  static std::string click_on(Session& session, const Subject& subject) {
    session.settings.open = {};
    frames(session, 30);  // no second click of the one before
    // From afar it goes to the place, and from there to the very spot.
    for (int i = 0; i < 2; ++i) {
      session.look_at = subject;
      frames(session, 2);
    }
    const Point middle = floor_seen().pieces[0].middle();
    ImGui::GetIO().MousePos = {middle.x, middle.y};
    for (const bool down : {false, true, false}) {
      ImGui::GetIO().MouseDown[0] = down;
      frames(session, 2);
    }
    EXPECT_EQ(session.selected, subject);
    return told_by(session, "story");
  }
  /// All words of a panel, drawn alone.
  static std::string told_by(Session& session, const std::string& id) {
    for (const Panel& panel : all_panels()) {
      if (panel.id != id) continue;
      for (int i = 0; i < 3; ++i) {  // a table knows its widths after a frame
        ImGui::NewFrame();
        ImGui::SetNextWindowSize({700, 780});
        ImGui::Begin("alone");
        ImGui::LogToClipboard();
        panel.draw(session);
        ImGui::LogFinish();
        ImGui::End();
        ImGui::Render();
      }
    }
    return ImGui::GetClipboardText();
  }
  /// All words of a whole frame, tooltips too, with the mouse somewhere.
  static std::string words_with_mouse_at(Session& session, ImVec2 mouse) {
    ImGui::GetIO().MousePos = mouse;
    frames(session, 2);
    session.advance(0);
    ImGui::NewFrame();
    testing::internal::CaptureStdout();
    draw_all(session, true);
    std::fflush(stdout);
    ImGui::Render();
    return testing::internal::GetCapturedStdout();
  }
  /// Rows of tables with a name and so many values.
  static std::map<std::string, std::vector<std::string>> rows(const std::string& words, std::size_t values) {
    std::map<std::string, std::vector<std::string>> found;
    std::istringstream lines(words);
    for (std::string line; std::getline(lines, line);) {
      std::vector<std::string> cells;
      std::istringstream in(line);
      for (std::string cell; std::getline(in, cell, '|');) {
        const auto from = cell.find_first_not_of(" \r\t"), to = cell.find_last_not_of(" \r\t");
        cells.push_back(from == std::string::npos ? "" : cell.substr(from, to - from + 1));
      }
      if (values == 3 && cells.size() == 4) cells.emplace_back();  // words in A and B, and no difference
      if (cells.size() != values + 2 || !cells[0].empty()) continue;
      found.try_emplace(cells[1], cells.begin() + 2, cells.end());
    }
    return found;
  }
  /// A double click shows the whole floor, wherever tests before have looked.
  static void show_all(Session& session) {
    frames(session, 20);
    const Rect& floor = floor_seen().pieces[0];
    ImGui::GetIO().MousePos = {floor.x + 30, floor.y + 30};
    for (const bool down : {false, true, false, true, false}) {
      ImGui::GetIO().MouseDown[0] = down;
      frames(session, 1);
    }
    session.selected = {};
    frames(session, 20);
  }
  /// Clicks something on the floor, where it was drawn, until it is selected.
  static bool click_place(Session& session, const Subject& subject) {
    session.selected = {};
    frames(session, 2);
    for (const FloorPlace& place : places_on_floor(session)) {
      if (place.subject != subject) continue;
      for (const float across : {0.5F, 0.05F, 0.95F, 0.25F, 0.75F})
        for (const float down : {0.5F, 0.05F, 0.95F, 0.25F, 0.75F}) {
          ImGui::GetIO().MousePos = {place.box.x + across * place.box.width, place.box.y + down * place.box.height};
          for (const bool pressed : {false, true, false}) {
            ImGui::GetIO().MouseDown[0] = pressed;
            frames(session, 1);
          }
          if (session.selected == subject) return true;
        }
    }
    return false;
  }
  static void press(Session& session, int key) {
    presses_ = {{key}};
    frames(session, 2);
  }
  /// Every panel alone, in both languages and on both grounds, and each draws something.
  static void try_all(Session& session) {
    for (const bool dark : {false, true})
      for (const Language spoken : {Language::en, Language::zh}) {
        session.settings.dark = dark;
        session.settings.language = spoken;
        for (const Panel& panel : all_panels()) {
          if (panel.dock != Dock::right || !panel.wanted(session)) continue;
          session.settings.open = {panel.id};
          frames(session);
          EXPECT_GT(corners_of(panel.id), 40) << panel.id;
        }
      }
    EXPECT_EQ(session.trouble, "");
  }

  std::filesystem::path folder_;
  static inline std::vector<KeyPress> presses_;  // before the next frame
};

TEST_F(Panels, of_one_run_with_each_kind_of_thing_selected) {
  Session session = open_files({result("one.h5")});
  session.settle();
  session.time.go_to(8 * hour + 40 * minute);
  try_all(session);
  using What = Subject::What;
  for (const Subject& subject : {Subject{What::entity, 100, 0}, Subject{What::station, 2, 0},
                                 Subject{What::station, 0, 0}, Subject{What::server, 2, 1}}) {
    session.selected = subject;
    try_all(session);
  }
}

TEST_F(Panels, of_a_run_with_officers) {
  const std::string scenario = source_root() + "/scenarios/heung-yuen-wai-sunday-staffed.yaml";
  if (!std::filesystem::exists(scenario)) GTEST_FAIL() << scenario;
  Session session = open_files({result("staffed.h5", "-R 1", scenario)});
  session.time.go_to(12 * hour);
  session.selected = {Subject::What::officer, 3, 0};
  try_all(session);
}

// The floor goes to somebody, who is then in its middle; a click there selects him, and his panel says what he does.
TEST_F(Panels, a_click_on_the_floor_tells_of_a_dog_team) {
  const std::string scenario = source_root() + "/scenarios/hong-kong-zhuhai-macao-bridge-weekday.yaml";
  Session session = open_files({result("dogs.h5", "-R 1", scenario)});
  const auto somebody_searches = [&] {
    const auto& teams = session.runs[0].cursor->state().teams();
    return std::any_of(teams.begin(), teams.end(), [](const TeamStatus& t) { return t.state == TeamState::searching; });
  };
  Tick at = 17 * hour;
  do {
    session.time.go_to(at += minute);
    frames(session, 1);
  } while (!somebody_searches() && at < 20 * hour);
  const Directory& directory = session.runs[0].recording->directory();
  int at_a_station = 0, in_the_kennel = 0;
  for (std::uint16_t team = 0; team < directory.teams.size(); ++team) {
    const TeamStatus status = session.runs[0].cursor->state().teams()[team];
    if (status.state == TeamState::off_duty) continue;
    const std::string told = click_on(session, {Subject::What::team, team, 0});
    EXPECT_THAT(told, testing::HasSubstr(directory.teams[team].label.en));
    EXPECT_THAT(told, testing::HasSubstr(directory.teams[team].scents));
    EXPECT_THAT(told, testing::HasSubstr(text(status.state)));
    if (status.station != no_station) {
      EXPECT_THAT(told, testing::HasSubstr(directory.stations[status.station].label.en));
    }
    ++(status.station != no_station ? at_a_station : in_the_kennel);
  }
  EXPECT_EQ(at_a_station + in_the_kennel, 4) << "the evening's teams";
  EXPECT_GT(at_a_station, 0);
  EXPECT_GT(in_the_kennel, 0);
}

TEST_F(Panels, a_click_on_the_floor_tells_of_an_officer) {
  const std::string scenario = source_root() + "/scenarios/heung-yuen-wai-sunday-staffed.yaml";
  Session session = open_files({result("officers.h5", "-R 1", scenario)});
  session.time.go_to(12 * hour);
  frames(session);
  const Directory& directory = session.runs[0].recording->directory();
  const auto& officers = session.runs[0].cursor->state().officers();
  for (const OfficerState wanted : {OfficerState::at_post, OfficerState::on_break}) {
    const auto found =
        std::find_if(officers.begin(), officers.end(), [wanted](const OfficerStatus& o) { return o.state == wanted; });
    ASSERT_NE(found, officers.end());
    const OfficerStatus status = *found;
    const auto officer = static_cast<std::uint16_t>(found - officers.begin());
    const std::string told = click_on(session, {Subject::What::officer, officer, 0});
    EXPECT_THAT(told, testing::HasSubstr(officer_name(directory, officer)));
    EXPECT_THAT(told, testing::HasSubstr(directory.pools[directory.officers[officer].pool].skills));
    EXPECT_THAT(told, testing::HasSubstr(text(wanted)));
    if (wanted == OfficerState::at_post) {
      EXPECT_THAT(told, testing::HasSubstr(directory.stations[status.station].label.en));
    }
  }
}

TEST_F(Panels, of_two_runs_find_the_same_people) {
  Session session = open_files({result("a.h5"), result("b.h5", "-R 5 --set stations.desks.servers=5")});
  session.settle();
  ASSERT_EQ(session.runs.size(), 2U);
  EXPECT_EQ(session.runs[0].days.with_trace[session.runs[0].day].replication,
            session.runs[1].days.with_trace[session.runs[1].day].replication);
  session.time.go_to(9 * hour);
  session.selected = {Subject::What::entity, 100, 0};
  try_all(session);
}

/// The small port after another place, with other numbers of desks and an inspection; without the hall.
constexpr const char* other_plan = R"(crossflow: 1
title: {en: A small port}
date: 2024-10-20
port: {name: small, hours: "08:00-10:00"}
classes:
  visitor: {pledge: 95% within 5 min}
  resident: {pledge: 98% within 5 min}
demand:
  people:
    direction: arrival
    route: arrival
    total:
      people: {resident: 300, visitor: 200}
      profile: {"08:00-09:00": 70%, "09:00-10:00": 30%}
stations:
  health check: {kind: counter, servers: 3, service: {exponential: 20 s}}
  subway: {kind: hall, walk: {distance: 90 m}, area: 300 m2}
  desks:
    kind: counter
    servers: 4
    authority: immigration
    service: {resident: {exponential: 20 s}, visitor: {exponential: 50 s}}
routes:
  arrival: [subway, health check, desks, leave]
)";

// Whatever is clicked in B is told from B: its figures beside those of A are the figures of B alone, of each place.
TEST_F(Panels, of_two_runs_tell_each_place_of_either_as_that_run_alone) {
  std::ofstream(folder_ / "other.yaml") << other_plan;
  // Of one day each, so that one run alone shows the same day.
  const std::string a = result("a.h5", "-R 1"), more = result("more.h5", "-R 1 --set stations.desks.servers=5"),
                    other = result("other.h5", "-R 1", (folder_ / "other.yaml").string());
  for (const std::string& b : {more, other}) {
    Session both = open_files({a, b});
    Session first = open_files({a}), second_alone = open_files({b});
    for (Session* session : {&both, &first, &second_alone}) {
      session->settle();
      session->time.go_to(8 * hour + 50 * minute);
      session->settings.open = {};
      frames(*session, 3);
    }
    int things = 0, figures = 0;
    show_all(both);
    for (const FloorPlace& place : places_on_floor(both)) {
      const Subject subject = place.subject;
      ASSERT_TRUE(click_place(both, subject)) << name_of(both, subject);
      ++things;
      const auto told = rows(told_by(both, "story"), 3);
      Session& alone = subject.run == 0 ? first : second_alone;
      alone.selected = subject;
      alone.selected.run = 0;
      EXPECT_EQ(name_of(both, subject), name_of(alone, alone.selected));
      const auto expected = rows(told_by(alone, "story"), 1);
      const Subject there = both.in_run(subject, 1U - subject.run);
      for (const auto& [name, values] : told) {
        if (!expected.contains(name)) continue;
        ++figures;
        EXPECT_EQ(values[subject.run], expected.at(name)[0]) << name_of(both, subject) << ": " << name;
        if (there.what == Subject::What::none) {
          EXPECT_EQ(values[1U - subject.run], "-") << name_of(both, subject) << ": " << name;
        }
        EXPECT_EQ(values[2].empty(), values[0] == "-" || values[1] == "-" || name == text(Word::state)) << name;
      }
      // The strip and a tooltip say the same.
      if (subject.what != Subject::What::station) continue;
      const int waiting = alone.runs[0].cursor->state().stations()[subject.index].waiting;
      const std::string words = words_with_mouse_at(both, ImGui::GetIO().MousePos);
      const std::string run = both.runs[subject.run].name;
      EXPECT_THAT(words, testing::HasSubstr(run + " " + std::to_string(waiting)));
      EXPECT_THAT(words, testing::HasSubstr(station_name(both.run_of(subject).recording->directory(),
                                                         static_cast<std::uint16_t>(subject.index)) +
                                            ":"));
    }
    EXPECT_GT(things, 2 * 3 + 2 + 4);
    EXPECT_GT(figures, 3 * things / 2);
  }
}

TEST_F(Panels, of_two_runs_find_what_only_one_of_them_has) {
  std::ofstream(folder_ / "other.yaml") << other_plan;
  Session session = open_files({result("a.h5"), result("other.h5", "-R 5", (folder_ / "other.yaml").string())});
  session.settle();
  session.time.go_to(8 * hour + 50 * minute);
  const auto station = [&](std::size_t run, const std::string& name) {
    const auto& stations = session.runs[run].recording->directory().stations;
    const auto found = std::find_if(stations.begin(), stations.end(), [&](auto& s) { return s.name == name; });
    return Subject{Subject::What::station, static_cast<std::uint32_t>(found - stations.begin()), 0,
                   static_cast<std::uint8_t>(run)};
  };
  session.selected = station(1, "small/health check");
  EXPECT_EQ(session.in_run(session.selected, 0), Subject{});
  EXPECT_THAT(told_by(session, "story"), testing::HasSubstr("not in A"));
  try_all(session);
  session.settings.language = Language::en;
  set_language(Language::en);
  session.selected = station(0, "small/hall");
  EXPECT_EQ(session.in_run(session.selected, 1), Subject{});
  EXPECT_THAT(told_by(session, "story"), testing::HasSubstr("not in B"));
  EXPECT_THAT(told_by(session, "story"), testing::HasSubstr(text(Word::walking_through))) << "nobody serves there";
  EXPECT_THAT(told_by(session, "story"), testing::Not(testing::HasSubstr(text(Word::being_served))));
  try_all(session);
  session.settings.language = Language::en;
  set_language(Language::en);
  session.selected = station(0, "small/desks");
  EXPECT_EQ(session.in_run(session.selected, 1), station(1, "small/desks"));
  // Two desks more than A has.
  session.settings.language = Language::en;
  frames(session);
  session.selected = {Subject::What::server, station(1, "small/desks").index, 3, 1};
  const std::string told = told_by(session, "story");
  EXPECT_THAT(told, testing::HasSubstr("counter 4"));
  EXPECT_THAT(told, testing::HasSubstr("not in A"));
  try_all(session);
}

TEST_F(Panels, of_two_runs_have_one_shade_for_each_class) {
  std::ofstream(folder_ / "other.yaml") << other_plan;
  Session session = open_files({result("a.h5"), result("other.h5", "-R 5", (folder_ / "other.yaml").string())});
  const auto shade = [](const viz::Run& run, const std::string& name) {
    const auto& classes = run.recording->directory().classes;
    const auto found = std::find_if(classes.begin(), classes.end(), [&](const auto& c) { return c.name == name; });
    return run.class_shades.at(static_cast<std::size_t>(found - classes.begin()));
  };
  Session alone = open_files({(folder_ / "other.h5").string()});
  for (const std::string name : {"resident", "visitor"}) {
    EXPECT_EQ(shade(session.runs[0], name), shade(session.runs[1], name)) << name;
    EXPECT_EQ(shade(session.runs[0], name), shade(alone.runs[0], name)) << name << " in every file the same";
  }
  EXPECT_NE(shade(session.runs[0], "resident"), shade(session.runs[0], "visitor"));
}

/// How much wider what stands in the columns of the table of classes is than they are, at most.
float cut_from_classes() {
  float most = -1e9F;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  for (int i = 0; i < g.Tables.GetMapSize(); ++i) {
    const ImGuiTable* table = g.Tables.TryGetMapData(i);
    if (table == nullptr || table->LastFrameActive < g.FrameCount - 1 || table->ColumnsCount != 4) continue;
    if ((table->Flags & ImGuiTableFlags_ScrollY) == 0) continue;
    for (int c = 0; c < table->ColumnsCount; ++c) {
      const ImGuiTableColumn& column = table->Columns[c];
      const float content =
          std::max({column.ContentMaxXFrozen, column.ContentMaxXUnfrozen, column.ContentMaxXHeadersUsed}) -
          column.WorkMinX;
      most = std::max(most, content - column.WidthGiven);
    }
    most = std::max(most, table->ColumnsGivenWidth - table->InnerClipRect.GetWidth() - 1);
  }
  return most;
}

TEST_F(Panels, of_two_runs_show_classes_whole_as_they_open) {
  const std::string root = source_root() + "/scenarios/heung-yuen-wai-sunday.yaml";
  Session session = open_files({result("sunday.h5", "-R 1", root), result("more.h5", "-R 1 --seed 2", root)});
  session.settle();
  session.time.go_to(19 * hour);
  session.settings.open = {"compare"};
  for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1920, 1080}, ImVec2{3840, 2160}})
    for (const Language spoken : {Language::en, Language::zh}) {
      ImGui::GetIO().DisplaySize = size;
      session.settings.language = spoken;
      frames(session, 40);
      ImGuiTabBar* bar = nullptr;
      ImGuiContext& g = *ImGui::GetCurrentContext();
      for (int i = 0; i < g.TabBars.GetMapSize(); ++i)
        if (ImGuiTabBar* each = g.TabBars.TryGetMapData(i); each != nullptr && each->Tabs.Size == 3) bar = each;
      ASSERT_NE(bar, nullptr);
      bar->NextSelectedTabId = bar->Tabs[1].ID;
      frames(session, 10);
      const float cut = cut_from_classes();
      EXPECT_GT(cut, -1e8F) << "the table is on the screen";
      EXPECT_LE(cut, 1) << size.x;
    }
}

/// Of a few instants of the day.
Tick when_most_wait(viz::Run& run) {
  Tick when = 0;
  int most = -1;
  for (Tick t = 8 * hour; t < 22 * hour; t += 10 * minute) {
    run.cursor->go_to(t);
    int waiting = 0;
    for (const StationStatus& station : run.cursor->state().stations()) waiting += station.waiting;
    if (waiting > most) when = t;
    most = std::max(most, waiting);
  }
  return when;
}

// At whatever size: a number stands in its own place or beside it, with nothing of another place under it, or apart
// with a line; and both runs of a plan bear the same labels.
TEST_F(Panels, numbers_stand_at_their_own_places) {
  const std::string bridge = source_root() + "/scenarios/hong-kong-zhuhai-macao-bridge-weekday.yaml";
  const std::string root = source_root() + "/scenarios/heung-yuen-wai-sunday.yaml";
  const std::vector<std::vector<std::string>> cases = {
      {result("bridge.h5", "-R 1", bridge)},
      {result("sunday.h5", "-R 1", root),
       result("more.h5", "-R 1 --set stations.'arrival counters'.servers=12", root)}};
  for (const auto& files : cases) {
    Session session = open_files(files);
    session.settle();
    session.time.go_to(when_most_wait(session.runs[0]));
    session.settings.open = {};
    for (const ImVec2 size : {ImVec2{640, 400}, ImVec2{1280, 800}, ImVec2{1920, 1080}})
      for (const float scale : {1.0F, 2.0F}) {
        ImGui::GetIO().DisplaySize = size;
        ImGui::GetIO().FontGlobalScale = scale;
        show_all(session);
        std::size_t numbers = 0;
        for (const viz::Run& run : session.runs) {
          for (const FloorLabel& label : drawn_labels(run)) {
            if (label.station == no_station) continue;
            numbers += std::any_of(label.words.begin(), label.words.end(), [](char c) { return c >= '0' && c <= '9'; });
            for (const FloorPlace& place : places_on_floor(session)) {
              if (place.subject.run != run.number || place.subject.what != Subject::What::station ||
                  place.subject.index == label.station)
                continue;
              EXPECT_FALSE(place.box.touches(label.box))
                  << label.words << " in " << name_of(session, place.subject) << " at " << size.x << " x " << scale;
            }
          }
          EXPECT_EQ(drawn_labels(run).size(), drawn_labels(session.runs[0]).size());
        }
        EXPECT_GT(numbers, 0U);
      }
  }
}

/// How wide the first column is of the tables on the screen that have so many columns; of the widest.
float widest_first_column(int columns) {
  float most = 0;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  for (int i = 0; i < g.Tables.GetMapSize(); ++i) {
    const ImGuiTable* table = g.Tables.TryGetMapData(i);
    if (table == nullptr || table->LastFrameActive < g.FrameCount - 1 || table->ColumnsCount != columns) continue;
    most = std::max(most, table->Columns[0].WidthGiven);
  }
  return most;
}

// What a figure is called stands on one line wherever there is room.
TEST_F(Panels, have_room_for_the_names_of_figures) {
  const std::string a = result("a.h5", "-R 1");
  const std::string more = result("b.h5", "-R 1 --set stations.desks.servers=5");
  for (const auto& files : {std::vector{a}, std::vector{a, more}}) {
    Session session = open_files(files);
    session.settle();
    session.time.go_to(8 * hour + 50 * minute);
    session.settings.open = {"story"};
    for (const Language spoken : {Language::en, Language::zh}) {
      session.settings.language = spoken;
      for (std::uint32_t station = 0; station < 3; ++station) {
        session.selected = {Subject::What::station, station, 0};
        frames(session, 6);
        const float room = widest_first_column(files.size() == 1 ? 2 : 4);
        const bool outside = session.runs[0].recording->directory().stations[station].shape == Shape::outside;
        EXPECT_GE(room, ImGui::CalcTextSize(text(outside ? Word::waiting : Word::mean_wait_30)).x) << station;
      }
    }
  }
}

// Two wide plans lie one below the other, two high ones side by side; and neither on the other.
TEST_F(Panels, of_two_runs_show_their_floors_as_large_as_there_is_room) {
  EXPECT_TRUE(larger_stacked({0, 0, 100, 10}, {800, 600}));
  EXPECT_FALSE(larger_stacked({0, 0, 100, 100}, {800, 600}));
  Session session = open_files({result("a.h5", "-R 1"), result("b.h5", "-R 1 --seed 2")});
  session.settings.open = {};
  for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{700, 1600}}) {
    ImGui::GetIO().DisplaySize = size;
    show_all(session);
    const auto& [first, second] = floor_seen().pieces;
    EXPECT_FALSE(first.touches(second)) << size.x;
    EXPECT_NEAR(first.width, second.width, 1);
    EXPECT_NEAR(first.height, second.height, 1);
    for (const FloorPlace& place : places_on_floor(session)) {
      const Rect& piece = place.subject.run == 0 ? first : second;
      EXPECT_TRUE(piece.holds(place.box.middle())) << name_of(session, place.subject) << size.x;
    }
  }
}

TEST(Figures, add_up_as_they_are_shown) {
  EXPECT_EQ(difference_of_durations(30.7, 3.4), "-28 s") << "31 s and 3 s";
  EXPECT_EQ(difference_of_durations(0.4, 7.6), "+8 s");
  EXPECT_EQ(difference_of_durations(60.4, 60.2), "0 s");
  EXPECT_EQ(difference_of_shares(0.98444, 0.98461), "+0.1 points") << "98.4% and 98.5%";
  EXPECT_EQ(difference_of_shares(0.98444, 0.98441), "0 points");
}

TEST_F(Panels, of_several_days_say_their_dates) {
  std::string week = small_port;
  week.replace(week.find("date: 2024-10-20"), 16, "date: 2024-10-01\ndays: 3");
  std::ofstream(folder_ / "week.yaml") << week;
  Session session = open_files({result("week.h5", "-R 1", (folder_ / "week.yaml").string())});
  session.settle();
  EXPECT_EQ(day_line(session.runs[0]), "Tue 1 Oct - Thu 3 Oct 2024, the only run in the file: replication 0; seed 1");
  session.time.go_to(day + 8 * hour + 50 * minute);
  frames(session);
  EXPECT_THAT(words_with_mouse_at(session, {-1, -1}), testing::HasSubstr("Wed 2 Oct"));
  EXPECT_EQ(moment_text(day + 13 * hour + 40 * minute), "Wed 2 Oct 13:40");
  EXPECT_EQ(moment_text(3 * day), "Fri 4 Oct 00:00");
  session.selected = {Subject::What::entity, 3, 0};
  EXPECT_THAT(told_by(session, "story"), testing::HasSubstr("Tue 1 Oct 08:"));
  try_all(session);
  session.settings.language = Language::zh;
  frames(session);
  EXPECT_THAT(day_line(session.runs[0]), testing::HasSubstr("10月1日（二）"));
  Session single = open_files({result("one.h5", "-R 1")});
  EXPECT_EQ(moment_text(day + 10 * minute), "00:10 +1");
}

TEST_F(Panels, of_a_port_before_it_opens_say_so) {
  Session session = open_files({result("early.h5", "-R 1")});
  session.settle();
  session.time.go_to(7 * hour + 14 * minute);
  frames(session);
  const auto& stations = session.runs[0].recording->directory().stations;
  const auto desks = static_cast<std::uint32_t>(
      std::find_if(stations.begin(), stations.end(), [](const StationEntry& s) { return s.name == "small/desks"; }) -
      stations.begin());
  session.selected = {Subject::What::server, desks, 1};
  EXPECT_THAT(told_by(session, "story"), testing::HasSubstr("closed"));
  EXPECT_THAT(told_by(session, "story"), testing::Not(testing::HasSubstr("idle")));
  session.selected = {Subject::What::station, desks, 0};
  EXPECT_EQ(rows(told_by(session, "story"), 1)["closed by hours"], std::vector<std::string>{"2"});
  EXPECT_THAT(drawn_labels(session.runs[0]),
              testing::Contains(testing::Field(&FloorLabel::words, "closed, opens 08:00")));
  session.time.go_to(8 * hour + minute);
  frames(session);
  EXPECT_FALSE(rows(told_by(session, "story"), 1).contains("closed by hours"));
  EXPECT_THAT(drawn_labels(session.runs[0]),
              testing::Not(testing::Contains(testing::Field(&FloorLabel::words, testing::HasSubstr("closed")))));
  session.time.go_to(session.time.until());
  frames(session);
  EXPECT_EQ(rows(told_by(session, "story"), 1)["closed by hours"], std::vector<std::string>{"2"});
}

TEST_F(Panels, another_day_keeps_the_time) {
  Session session = open_files({result("days.h5")});
  session.time.go_to(8 * hour + 30 * minute);
  const std::size_t other = session.runs[0].day == 0 ? 1 : 0;
  const std::string before = day_line(session.runs[0]);
  EXPECT_THAT(before, testing::HasSubstr("one day of 5"));
  EXPECT_THAT(before, testing::HasSubstr("the middle day"));
  session.show_day(0, other);
  EXPECT_EQ(session.runs[0].day, other);
  EXPECT_EQ(session.time.now(), 8 * hour + 30 * minute);
  EXPECT_NE(day_line(session.runs[0]), before);
  frames(session);
}

TEST_F(Panels, of_a_live_run_go_no_further_than_they_ask) {
  LiveOptions options{program_folder() + "/crossflow", {(folder_ / "small.yaml").string()}};
  Session session = open_live(options);
  session.time.pause();
  const Tick granted = session.runs[0].live->granted();
  frames(session, 5);
  EXPECT_EQ(session.runs[0].live->granted(), granted) << "a pause of the viewer is one of the run";
  session.runs[0].live->grant(8 * hour + 30 * minute);
  session.runs[0].live->wait_until(8 * hour + 30 * minute);
  frames(session);
  EXPECT_TRUE(session.time.growing());
  session.time.go_to(8 * hour + 20 * minute);
  try_all(session);
  int waiting = 0;
  for (const StationStatus& station : session.runs[0].cursor->state().stations()) waiting += station.waiting;
  EXPECT_GT(waiting, 0);
}

TEST_F(Panels, obey_keys_and_mouse) {
  Session session = open_files({result("keys.h5", "-R 1")});
  frames(session);
  press(session, key_space);
  EXPECT_TRUE(session.time.playing());
  press(session, key_space);
  EXPECT_FALSE(session.time.playing());
  const Tick before = session.time.now();
  press(session, key_right);
  EXPECT_EQ(session.time.now(), before + minute);
  press(session, key_d);
  EXPECT_TRUE(session.settings.dark);
  press(session, key_l);
  EXPECT_EQ(session.settings.language, Language::zh);
  session.selected = {Subject::What::station, 1, 0};
  press(session, key_escape);
  EXPECT_EQ(session.selected, Subject{});
  // The middle of the strip is the middle of the day.
  ImGui::GetIO().MousePos = {640, 740};
  frames(session, 2);
  ImGui::GetIO().MouseDown[0] = true;
  frames(session, 2);
  ImGui::GetIO().MouseDown[0] = false;
  EXPECT_NEAR(static_cast<double>(session.time.now()),
              static_cast<double>((session.time.from() + session.time.until()) / 2), 2.0 * minute);
}

/// The strip as it lies in the window, and its row of times of day.
constexpr float strip_left = 8, strip_width = 1264, in_strip = 740, on_times = 784;

TEST_F(Panels, zoom_and_move_the_axis_that_strip_and_charts_share) {
  Session session = open_files({result("axis.h5", "-R 1")});
  session.settle();
  session.settings.open = {"charts"};
  session.selected = {Subject::What::station, 2, 0};
  frames(session, 20);
  const TimeAxis& axis = session.axis;
  EXPECT_TRUE(axis.shows_all());
  EXPECT_EQ(axis.from(), session.time.from());
  EXPECT_EQ(axis.until(), session.time.until());
  ImGuiIO& io = ImGui::GetIO();
  const auto seconds = [](Tick t) { return to_seconds(t); };
  const auto under = [&](float x) { return axis.scale(strip_left, strip_width).tick(x); };
  const auto drag = [&](float from, float to, float y, int button) {
    io.MousePos = {from, y};
    frames(session, 20);
    io.MouseDown[button] = true;
    frames(session, 2);
    io.MousePos = {to, y};
    frames(session, 2);
    io.MouseDown[button] = false;
    frames(session, 2);
  };
  // The wheel goes nearer; what is under the mouse stays there.
  io.MousePos = {500, in_strip};
  frames(session, 2);
  const Tick all = axis.until() - axis.from(), there = under(500), now = session.time.now();
  io.MouseWheel = 2;
  frames(session, 2);
  EXPECT_NEAR(seconds(axis.until() - axis.from()), seconds(all) / 1.25 / 1.25, 1);
  EXPECT_NEAR(seconds(under(500)), seconds(there), 1);
  // Dragging the row of times moves them along, and so does the right button anywhere; time stands still.
  const Tick grabbed = under(700);
  drag(700, 600, on_times, 0);
  EXPECT_NEAR(seconds(under(600)), seconds(grabbed), 1);
  drag(600, 650, in_strip, 1);
  EXPECT_NEAR(seconds(under(650)), seconds(grabbed), 1);
  EXPECT_EQ(session.time.now(), now);
  // A click on a chart goes to an instant of that same axis.
  const TimeScale chart = axis.scale(0, 1);
  io.MousePos = {1100, 200};
  frames(session, 2);
  io.MouseDown[0] = true;
  frames(session, 2);
  io.MouseDown[0] = false;
  frames(session, 2);
  EXPECT_NE(session.time.now(), now);
  EXPECT_TRUE(chart.shows(session.time.now()));
  const Tick length = axis.until() - axis.from();
  io.MouseWheel = 1;  // four charts have room: nothing scrolls
  frames(session, 2);
  EXPECT_LT(axis.until() - axis.from(), length);
  // Keys, about the instant; then all of it.
  const Tick shown = axis.until() - axis.from();
  press(session, key_up);
  EXPECT_NEAR(seconds(axis.until() - axis.from()), seconds(shown) / 1.5, 1);
  press(session, key_down);
  const Tick from = axis.from();
  press(session, key_page_up);
  EXPECT_LT(axis.from(), from);
  press(session, key_0);
  EXPECT_TRUE(axis.shows_all());
  // What is jumped to comes into sight.
  session.axis.show(session.time.until() - 20 * minute, session.time.until());
  frames(session, 2);
  session.time.go_to(8 * hour + 30 * minute);
  frames(session, 2);
  EXPECT_LT(axis.from(), 8 * hour + 30 * minute);
  EXPECT_EQ(axis.until() - axis.from(), 20 * minute);
  // A double click on the times shows all.
  io.MousePos = {300, on_times};
  frames(session, 40);
  for (const bool down : {true, false, true, false}) {
    io.MouseDown[0] = down;
    frames(session, 1);
  }
  EXPECT_TRUE(axis.shows_all());
}

/// Of the half-hour from 08:30 on, as the file has it, which the front page says.
struct OfThePage {
  std::int64_t joined = 0, kept = 0, cleared = 0;
  double wait_s = 0;
};

TEST_F(Panels, take_a_range_and_tell_what_the_page_says_of_it) {
  Session session = open_files({result("range.h5", "-R 3")});
  session.settle();
  frames(session, 20);
  ImGuiIO& io = ImGui::GetIO();
  const Tick now = session.time.now();
  const TimeScale scale = session.axis.scale(strip_left, strip_width);
  io.MousePos = {scale.x(8 * hour + 31 * minute), in_strip};
  frames(session, 2);
  io.KeyShift = true;
  io.MouseDown[0] = true;
  frames(session, 2);
  for (const Tick until : {8 * hour + 40 * minute, 9 * hour}) {  // a panel appears as soon as there is a range
    io.MousePos = {scale.x(until) + 1, in_strip};
    frames(session, 3);
  }
  io.MouseDown[0] = false;
  io.KeyShift = false;
  frames(session, 3);
  EXPECT_EQ(session.time.now(), now);
  ASSERT_TRUE(session.axis.range());
  EXPECT_NEAR(to_seconds(session.axis.range()->first), to_seconds(8 * hour + 31 * minute), 60);
  EXPECT_NEAR(to_seconds(session.axis.range()->second), to_seconds(9 * hour), 60);
  session.axis.take(8 * hour + 30 * minute, 9 * hour);
  frames(session, 2);
  EXPECT_GT(corners_of("range"), 40);
  const viz::Run& run = session.runs[0];
  const Directory& d = run.recording->directory();
  std::map<std::size_t, OfThePage> page;
  for (const PledgeRow& row : run.all_pledges)
    if (row.replication == run.days.with_trace[run.day].replication && row.from_s == 8.5 * 3600)
      for (const std::size_t of : {std::size_t{row.traveller_class}, d.classes.size()}) {
        page[of].joined += row.joined;
        page[of].kept += row.kept;
        page[of].cleared += row.cleared;
        page[of].wait_s += row.wait_s;
      }
  const std::string told = told_by(session, "range");
  EXPECT_THAT(told, testing::HasSubstr("08:30 - 09:00"));
  const auto said = rows(told, 4);
  ASSERT_EQ(page.size(), 3U);
  for (const auto& [of, figures] : page) {
    const std::string name = of < d.classes.size() ? group_name(d, of, 0) : "All";
    ASSERT_TRUE(said.contains(name)) << told;
    EXPECT_EQ(said.at(name)[0], std::to_string(figures.joined));
    const double mean = figures.wait_s / static_cast<double>(figures.cleared);
    EXPECT_THAT(said.at(name)[1], testing::HasSubstr(fmt::format("= {:.3f} s", mean)));
    const double share = static_cast<double>(figures.kept) / static_cast<double>(figures.joined);
    EXPECT_EQ(said.at(name)[2], fmt::format("{:.1f}%", std::floor(1000 * share) / 10));
  }
  // The same of the desks, and the most that waited there at once.
  const auto desks =
      static_cast<std::uint16_t>(std::find_if(d.stations.begin(), d.stations.end(),
                                              [](const StationEntry& s) { return s.name == "small/desks"; }) -
                                 d.stations.begin());
  std::int64_t most = 0;
  for (const SeriesRow& row : run.all_series)
    if (row.replication == run.days.with_trace[run.day].replication && row.station == desks &&
        row.from_s >= 8.5 * 3600 && row.from_s < 9 * 3600)
      most = std::max(most, row.waiting_max);
  EXPECT_EQ(said.at("desks")[0], std::to_string(most));
  try_all(session);
  // R takes what is shown, and drops it.
  session.settings = {};
  press(session, key_r);
  EXPECT_FALSE(session.axis.range());
  press(session, key_r);
  ASSERT_TRUE(session.axis.range());
  EXPECT_EQ(session.axis.range()->first, session.axis.from());
  session.selected = {};
  press(session, key_escape);
  EXPECT_FALSE(session.axis.range());
}

TEST_F(Panels, of_two_runs_tell_a_range_of_both) {
  Session session = open_files({result("a.h5"), result("b.h5", "-R 5 --set stations.desks.servers=5")});
  session.settle();
  session.axis.take(8 * hour, 9 * hour);
  frames(session, 3);
  const std::string told = told_by(session, "range");
  for (const viz::Run& run : session.runs) {
    const RangeFigures figures = range_figures(*run.overview, run.recording->directory(), 8 * hour, 9 * hour);
    EXPECT_THAT(told, testing::HasSubstr(run.name + ": " + person_hours(figures.waiting_s) + " waited"));
    const Clocks all = figures.all(run.recording->directory());
    EXPECT_THAT(
        told, testing::HasSubstr(fmt::format("= {:.3f} s", to_seconds(all.waited) / static_cast<double>(all.cleared))));
  }
  try_all(session);
}

TEST_F(Panels, tell_how_much_of_the_time_officers_and_desks_were_at_work) {
  const std::string path = result("work.h5", "-R 1", source_root() + "/scenarios/heung-yuen-wai-sunday-staffed.yaml");
  Session session = open_files({path});
  session.settle();
  viz::Run& run = session.runs[0];
  std::map<std::uint32_t, OfficerRow> page;
  for (const OfficerRow& row : ResultReader(path).read<OfficerRow>()) page[row.officer] = row;
  std::vector<DutyRow> rows;
  const auto read_all = [&] {  // it goes on a little with each call
    do {
      session.advance(1.0 / 60);
      rows = duty_rows(session, run);
    } while (run.reading);
  };
  read_all();
  int officers = 0, headings = 0;
  for (const DutyRow& row : rows) {
    headings += row.duties == nullptr;
    if (row.duties == nullptr || row.subject.what != Subject::What::officer) continue;
    const OfficerRow& expected = page.at(row.subject.index);
    const auto share = share_at_work(run, row, 0, run.recording->known_until());
    ASSERT_EQ(share.has_value(), expected.on_duty_s > 0) << row.whole_name;
    if (share) {
      EXPECT_NEAR(*share, expected.at_post_s / expected.on_duty_s, 1e-9) << row.whole_name;
    }
    ++officers;
  }
  EXPECT_EQ(officers, static_cast<int>(page.size()));
  EXPECT_EQ(headings, 2) << "two pools";
  // Of the desks together: work and time open in the port's hours, as the page's utilisation has them.
  const auto& stations = run.recording->directory().stations;
  int places = 0;
  for (std::uint16_t s = 0; s < stations.size(); ++s) {
    if (stations[s].servers == 0 || stations[s].shape == Shape::outside) continue;
    double busy_s = 0, open_s = 0;
    for (const SeriesRow& row : run.all_series)
      if (row.station == s) {
        busy_s += row.busy_in_hours_s;
        open_s += row.open_in_hours_s;
      }
    session.selected = {Subject::What::station, s, 0};
    read_all();
    ASSERT_EQ(rows.size(), stations[s].servers);
    double work_s = 0, there_s = 0;
    for (const DutyRow& row : rows) {
      const auto& d = run.recording->directory();
      for (const auto& [from, until] :
           open_times(d, *run.overview, stations[s].port, 0, run.recording->known_until())) {
        const auto times = time_by_state(*row.duties, row.first, from, until);
        const auto in = [&](ServerLook look) {
          const auto i = static_cast<std::size_t>(look);
          return i < times.size() ? to_seconds(times[i]) : 0;
        };
        work_s += in(ServerLook::busy);
        there_s += in(ServerLook::busy) + in(ServerLook::idle) + in(ServerLook::blocked);
      }
    }
    EXPECT_NEAR(work_s, busy_s, 1e-3 * busy_s + 1) << stations[s].name;
    EXPECT_NEAR(there_s, open_s, 1e-3 * open_s + 1) << stations[s].name;
    ++places;
  }
  EXPECT_GT(places, 6);
}

TEST_F(Panels, name_each_of_sixty_places) {
  const std::string scenario = source_root() + "/scenarios/hong-kong-zhuhai-macao-bridge-weekday.yaml";
  Session session = open_files({result("names.h5", "-R 1", scenario)});
  session.time.go_to(11 * hour);
  show_all(session);
  const auto& stations = session.runs[0].recording->directory().stations;
  std::vector<std::string> unnamed;
  int places = 0;
  for (std::uint16_t s = 0; s < stations.size(); ++s) {
    if (stations[s].shape == Shape::outside) continue;
    ++places;
    const auto& labels = drawn_labels(session.runs[0]);
    if (std::none_of(labels.begin(), labels.end(), [s](const FloorLabel& label) {
          return label.station == s && std::isalpha(static_cast<unsigned char>(label.words[0])) != 0;
        }))
      unnamed.push_back(stations[s].name);
  }
  EXPECT_GE(places, 40);
  EXPECT_THAT(unnamed, testing::IsEmpty());
  EXPECT_THAT(names_to_shorten(session.runs[0].recording->directory(),
                               static_cast<std::uint16_t>(std::find_if(stations.begin(), stations.end(),
                                                                       [](const StationEntry& s) {
                                                                         return s.label.en == "Arrival car customs";
                                                                       }) -
                                                          stations.begin())),
              testing::ElementsAre("Arrival car customs", "Arr. car customs", "car customs"));
}

/// The person-seconds waited in each half-hour, by what the overview has of minutes.
std::vector<double> by_half_hour(const viz::Run& run) {
  std::vector<double> sums(run.overview->minutes() / 30 + 1);
  for (const StationCourse& course : run.overview->stations())
    for (std::size_t m = 0; m < run.overview->minutes(); ++m) sums[m / 30] += static_cast<double>(course.waiting_s[m]);
  return sums;
}

TEST_F(Panels, open_when_it_was_worst_and_say_so) {
  Session session = open_files({result("worst.h5", "-R 5")});
  const Tick opened_at = session.time.now();
  session.settle();
  show_all(session);
  const viz::Run& run = session.runs[0];
  const auto sums = by_half_hour(run);
  EXPECT_EQ(opened_at / half_hour, std::max_element(sums.begin(), sums.end()) - sums.begin());
  EXPECT_EQ(session.settings.colour_by, ColourBy::wait);
  // Two desks do not suffice for those who come: the overview says it, and the line above the floor too.
  const std::uint16_t worst = run.queues.worst();
  ASSERT_NE(worst, no_station);
  const QueueNow queue = run.queues.of(worst);
  EXPECT_EQ(queue.waiting, run.cursor->state().stations()[worst].waiting);
  const std::string all = words_with_mouse_at(session, {-1, -1});
  EXPECT_THAT(all, testing::HasSubstr(std::to_string(queue.waiting) + " wait at " +
                                      station_name(run.recording->directory(), worst)));
  EXPECT_THAT(all, testing::HasSubstr("Pledges MISSED: 2 of 2"));
  EXPECT_THAT(all, testing::HasSubstr("Sun 20 Oct 2024"));
  const std::string told = told_by(session, "overview");
  EXPECT_THAT(told, testing::HasSubstr("MISSED"));
  EXPECT_THAT(told, testing::HasSubstr("of 5 days"));
  EXPECT_THAT(told, testing::HasSubstr("1. "));
  double waited_h = 0;
  for (const double s : sums) waited_h += s / 3600;
  EXPECT_THAT(told, testing::HasSubstr(fmt::format("{:.0f} h this day", waited_h)));
  // The longest that anybody waits at that instant, asked of everybody.
  Tick longest = 0;
  for (const EntityState& e : run.cursor->state().entities())
    if (e.phase == Phase::waiting) longest = std::max(longest, run.cursor->tick() - e.since);
  EXPECT_EQ(queue.longest, longest);
  bool labelled = false;
  for (const FloorLabel& label : drawn_labels(run))
    labelled = labelled || label.words.ends_with(fmt::format("{} · {}", queue.waiting, minutes(to_seconds(longest))));
  EXPECT_TRUE(labelled) << "and the floor says how many and how long";
}

TEST_F(Panels, tell_and_show_what_is_jumped_to) {
  Session session = open_files({result("marks.h5", "-R 1")});
  session.settle();
  session.time.go_to(session.time.from());
  frames(session);
  const viz::Run& run = session.runs[0];
  const auto& breaches = run.overview->breaches();
  ASSERT_GT(breaches.size(), 2U);
  press(session, key_n);
  EXPECT_EQ(session.time.now(), breaches[0].tick);
  EXPECT_EQ(session.selected, (Subject{Subject::What::entity, breaches[0].entity, 0, 0}));
  const std::string told = words_with_mouse_at(session, {-1, -1});
  EXPECT_THAT(told, testing::HasSubstr(entity_name(*run.recording, breaches[0].entity)));
  EXPECT_THAT(told, testing::HasSubstr("5 min have passed, pledge missed; in the end by"));
  EXPECT_THAT(told, testing::HasSubstr("(1 of " + std::to_string(breaches.size()) + ")"));
  press(session, key_n);
  EXPECT_EQ(session.time.now(), breaches[1].tick);
  press(session, key_b);
  EXPECT_EQ(session.time.now(), breaches[0].tick);
  session.time.go_to(session.time.from());
  press(session, key_i);
  EXPECT_THAT(words_with_mouse_at(session, {-1, -1}), testing::HasSubstr("opens  (1 of "));
  session.time.step(second);
  EXPECT_THAT(words_with_mouse_at(session, {-1, -1}), testing::Not(testing::HasSubstr("(1 of ")));
}

TEST_F(Panels, list_events_and_stop_where_asked) {
  Session session = open_files({result("events.h5", "-R 1")});
  session.settle();
  frames(session);
  const auto& breaches = session.runs[0].overview->breaches();
  const std::string told = told_by(session, "events");
  EXPECT_THAT(told, testing::HasSubstr("pledges missed " + std::to_string(breaches.size())));
  EXPECT_THAT(told, testing::HasSubstr("08:00:00  small opens"));
  session.time.go_to(session.time.from());
  session.advance(0);
  session.stop.pledge = true;
  session.time.set_speed(3600);
  session.time.play();
  for (int i = 0; i < 100 && session.time.playing(); ++i) session.advance(0.1);
  EXPECT_EQ(session.time.now(), breaches[0].tick);
  session.stop = {.pledge = false, .queue = 30};
  session.time.play();
  for (int i = 0; i < 100 && session.time.playing(); ++i) session.advance(0.1);
  frames(session);
  int most = 0;
  for (const StationStatus& station : session.runs[0].cursor->state().stations())
    most = std::max(most, station.waiting);
  EXPECT_EQ(most, 31);
  EXPECT_THAT(words_with_mouse_at(session, {-1, -1}), testing::HasSubstr("Stopped: more than 30 wait at "));
}

TEST_F(Panels, presenting_leaves_the_floor_alone) {
  Session session = open_files({result("present.h5", "-R 1")});
  frames(session);
  const float before = floor_seen().pieces[0].width;
  press(session, key_f11);
  EXPECT_TRUE(session.presenting);
  EXPECT_GT(floor_seen().pieces[0].width, before + 200);
  EXPECT_EQ(corners_of("timeline") + corners_of("top"), 0);
  press(session, key_escape);
  EXPECT_FALSE(session.presenting);
  EXPECT_NEAR(floor_seen().pieces[0].width, before, 1);
}

TEST_F(Panels, have_letters_for_what_states_and_causes_are_called) {
  const std::string letters = all_text({});
  for (const Enumeration& states : enumerations())
    for (const EnumerationRow& row : states.rows)
      for (const char* at = row.label.zh.c_str(); *at != '\0';) {
        unsigned letter = 0;
        const int bytes = ImTextCharFromUtf8(&letter, at, nullptr);
        EXPECT_THAT(letters, testing::HasSubstr(std::string(at, static_cast<std::size_t>(bytes)))) << row.label.zh;
        at += bytes;
      }
}

TEST(Words, are_shortened_by_whole_characters) {
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  load_fonts(17, "抵達出入境櫃位");
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  ImGui::GetIO().Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
  ImGui::GetIO().DisplaySize = {800, 600};
  ImGui::NewFrame();
  for (const std::string words : {"Arrival counters", "抵達出入境櫃位"}) {
    EXPECT_EQ(shortened(words, 1000), words);
    const std::string cut = shortened(words, 60);
    EXPECT_TRUE(cut.ends_with(".."));
    EXPECT_LE(ImGui::CalcTextSize(cut.c_str()).x, 60);
    EXPECT_EQ(words.find(cut.substr(0, cut.size() - 2)), 0U);
    EXPECT_GT(cut.size(), 6U);
  }
  ImGui::EndFrame();
  ImGui::DestroyContext();
}

TEST_F(Panels, say_what_is_wrong_until_it_is_closed) {
  Session session = open_files({result("trouble.h5", "-R 1")});
  const int well = frames(session);
  session.trouble = "the file is damaged";
  EXPECT_GT(frames(session), well);
  press(session, key_escape);
  EXPECT_EQ(session.trouble, "");
}

TEST(Bookmarks, are_kept_for_each_file) {
  const std::string path = testing::TempDir() + "crossflow-marks/bookmarks.tsv";
  std::filesystem::remove(path);
  const std::vector<Bookmark> sunday{{9 * hour, "the coaches"}, {17 * hour + 40 * minute, "最長"}};
  const std::vector<Bookmark> bridge{{8 * hour, "a tab\tin it"}};
  EXPECT_TRUE(read_bookmarks(path, "sunday.h5").empty());
  write_bookmarks(path, "sunday.h5", sunday);
  write_bookmarks(path, "bridge.h5", bridge);
  EXPECT_EQ(read_bookmarks(path, "./sunday.h5"), sunday) << "the same file, called otherwise";
  EXPECT_EQ(read_bookmarks(path, "bridge.h5"), (std::vector<Bookmark>{{8 * hour, "a tab in it"}}));
  write_bookmarks(path, "bridge.h5", {});
  EXPECT_TRUE(read_bookmarks(path, "bridge.h5").empty());
  std::ofstream(path, std::ios::app) << "half a line\n\t-5\tbefore\n\t12x\tno number\n";
  EXPECT_EQ(read_bookmarks(path, "sunday.h5"), sunday);
}

TEST_F(Panels, settings_come_back) {
  Settings settings;
  settings.dark = true;
  settings.language = Language::zh;
  settings.open = {"charts", "days"};
  settings.right = 0.5F;
  const std::string path = (folder_ / "config" / "viewer.ini").string();
  write_settings(path, settings);
  Settings back;
  read_settings(path, back);
  EXPECT_TRUE(back.dark);
  EXPECT_EQ(back.language, Language::zh);
  EXPECT_EQ(back.open, settings.open);
  EXPECT_FLOAT_EQ(back.right, 0.5F);
  std::ofstream(path) << "dark=perhaps\nright=77\nnonsense\nopen=charts nowhere\n";
  Settings spoilt;
  read_settings(path, spoilt);
  EXPECT_FALSE(spoilt.dark);
  EXPECT_FLOAT_EQ(spoilt.right, Settings().right);
  EXPECT_EQ(spoilt.open, std::set<std::string>{"charts"});
}

}  // namespace
}  // namespace crossflow::viz
