#include "sim/record/words.hpp"

#include <algorithm>
#include <string_view>

#include "sim/record/event.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {
namespace {

const Label& label_in(std::string_view table, std::size_t number) {
  static const Label unknown{"unknown", "不詳"};
  for (const Enumeration& e : enumerations()) {
    if (e.table != table) continue;
    const auto row = std::find_if(e.rows.begin(), e.rows.end(), [&](const auto& r) { return r.number == number; });
    if (row != e.rows.end()) return row->label;
  }
  return unknown;
}

struct Term {
  std::string_view en;
  const char* zh;
};

template <std::size_t N>
Label label_among(const Term (&terms)[N], const std::string& word) {
  const auto* term = std::find_if(terms, terms + N, [&](const Term& t) { return t.en == word; });
  return {word, term == terms + N ? "" : term->zh};
}

}  // namespace

Label direction_label(const std::string& name) {
  static constexpr Term terms[] = {{"arrival", "入境"},    {"departure", "離境"}, {"northbound", "北行"},
                                   {"southbound", "南行"}, {"import", "進口"},    {"export", "出口"},
                                   {"through", "通過"}};
  return label_among(terms, name);
}

Label server_label(const std::string& word) {
  static constexpr Term terms[] = {{"officer", "櫃位"}, {"gate", "e-道"},        {"machine", "機器"},
                                   {"kiosk", "檢查亭"}, {"scanner", "掃描器"},   {"bay", "車位"},
                                   {"bus", "巴士"},     {"dog team", "搜查犬隊"}};
  return label_among(terms, word);
}

const std::vector<Enumeration>& enumerations() {
  static const std::vector<Enumeration> all = {
      {"event_kinds",
       "kinds of event in a trace",
       {{1, "arrived", {"arrived", "抵達"}},
        {2, "joined", {"joined the queue", "開始輪候"}},
        {3, "started", {"started", "開始"}},
        {4, "ended", {"ended", "完成"}},
        {5, "blocked", {"cannot go on", "受阻"}},
        {6, "moved", {"changed line", "轉換隊伍"}},
        {7, "cleared", {"cleared", "完成檢查"}},
        {8, "left", {"left", "離開"}},
        {9, "server", {"server changed state", "服務位狀態改變"}},
        {10, "port", {"port opened or closed", "口岸開放或關閉"}},
        {11, "lodged", {"its data was lodged before", "已預先提交資料"}},
        {12, "carries", {"carries contraband", "攜帶違禁品"}},
        {13, "checked", {"was checked", "已受查驗"}},
        {14, "chance", {"chance of being found", "檢獲機會"}},
        {15, "team", {"dog team changed state", "搜查犬隊狀態改變"}},
        {16, "chose_port", {"came to another port than meant", "改往另一口岸"}},
        {17, "disruption", {"disruption began or ended", "突發事件開始或結束"}},
        {18, "elsewhere", {"waited elsewhere before", "曾在別處輪候"}},
        {19, "stayed_away", {"did not come", "沒有前來"}},
        {20, "officer", {"officer changed state", "人員狀態改變"}},
        {21, "interrupted", {"service was broken off", "服務中斷"}},
        {22, "order", {"order took effect", "指令生效"}}}},
      {"officer_states",
       "what an officer does: aux of an officer event",
       {{0, "off_duty", {"off duty", "不在更"}},
        {1, "spare", {"spare", "候命"}},
        {2, "walking", {"on the way", "前往中"}},
        {3, "changing_over", {"changing over", "轉換中"}},
        {4, "at_post", {"at post", "在崗"}},
        {5, "on_break", {"on a break", "用膳或小休"}},
        {6, "finishing", {"finishing", "收尾中"}}}},
      {"orders",
       "what a supervisor orders: aux of an order event",
       {{0, "open_servers", {"open servers", "開放服務位"}},
        {1, "face", {"turn desks", "櫃位轉向"}},
        {2, "call_reserves", {"call reserves", "召喚後備人員"}},
        {3, "hold", {"hold people outside", "暫停放行"}},
        {4, "let_in", {"let people in", "恢復放行"}},
        {5, "extend_hours", {"extend hours", "延長開放時間"}}}},
      {"team_states",
       "what a detector dog team does: aux of a team event",
       {{0, "off_duty", {"off duty", "不在更"}},
        {1, "resting", {"resting", "休息"}},
        {2, "walking", {"on the way", "前往中"}},
        {3, "searching", {"searching", "搜查中"}},
        {4, "on_patrol", {"on patrol", "巡邏"}},
        {5, "standing_by", {"standing by", "在旁等候"}}}},
      {"contraband",
       "what customs looks for",
       {{0, "none", {"nothing", "沒有"}},
        {1, "drugs", {"drugs", "毒品"}},
        {2, "explosives", {"explosives", "爆炸品"}},
        {3, "banknotes", {"banknotes", "現鈔"}},
        {4, "firearms", {"firearms", "槍械"}},
        {5, "tobacco", {"tobacco", "煙草"}},
        {6, "other", {"other contraband", "其他違禁品"}}}},
      {"check_kinds",
       "what a station looks for contraband with",
       {{0, "none", {"no check", "不查驗"}},
        {1, "alarm", {"raises alarms", "發出警報"}},
        {2, "search", {"search", "搜查"}}}},
      {"shapes",
       "how a station is drawn",
       {{0, "bank", {"bank of servers", "服務位"}},
        {1, "lane", {"lane", "行車線"}},
        {2, "area", {"area", "大堂"}},
        {3, "path", {"path", "通道"}},
        {4, "bay", {"bay", "停車位"}},
        {5, "outside", {"outside", "門外"}}}},
      {"entity_kinds",
       "what moves through a port",
       {{0, "traveller", {"traveller", "旅客"}},
        {1, "vehicle", {"vehicle", "車輛"}},
        {2, "consignment", {"consignment", "貨物"}}}},
      {"ledger_causes",
       "what waiting is charged to",
       {{0, "all_in_use", {"all in use", "全部使用中"}},
        {1, "closed_by_hours", {"closed by hours", "已關閉"}},
        {2, "device_down", {"device down", "設備故障"}},
        {3, "no_officer", {"no officer", "無人手"}},
        {4, "not_opened", {"not opened by plan", "未開放"}},
        {5, "changing_over", {"changing over", "轉換中"}},
        {6, "next_place_full", {"next place full", "下游已滿"}}}},
      {"phases",
       "where an entity is in its visit",
       {{0, "gone", {"gone", "已離開"}},
        {1, "outside", {"outside", "門外"}},
        {2, "waiting", {"waiting", "輪候"}},
        {3, "serving", {"in service or walking", "辦理中或步行中"}},
        {4, "held", {"done, about to go on", "已辦妥"}},
        {5, "blocked", {"done, cannot go on", "下游已滿"}}}},
      {"server_kinds",
       "what a server is, for whoever counts how many are needed",
       {{0, "none", {"nothing to install or roster", "無需配置"}},
        {1, "desk", {"desk with an officer", "櫃位"}},
        {2, "kiosk", {"kiosk with an officer", "檢查亭"}},
        {3, "device", {"device", "設備"}},
        {4, "bay", {"bay", "停車位"}}}},
      {"server_states",
       "why a server serves nobody",
       {{0, "open", {"open", "開放"}},
        {1, "closed_by_hours", {"closed by hours", "已關閉"}},
        {2, "device_down", {"device down", "設備故障"}},
        {3, "no_officer", {"no officer", "無人手"}},
        {4, "not_opened", {"not opened by plan", "未開放"}},
        {5, "changing_over", {"changing over", "轉換中"}}}},
      {"absences",
       "why somebody did not come: value of a stayed_away event",
       {{0, "slots_full", {"found no slot", "沒有時段"}},
        {1, "no_show", {"did not show up", "預約而不到"}},
        {2, "not_called", {"not called", "未獲召喚"}}}},
      {"outcomes",
       "how a service ended: aux of an ended event",
       {{0, "passed", {"passed", "通過"}}, {1, "failed", {"failed", "未獲通過"}}}},
      {"chose_because",
       "why somebody came to another port than he meant: aux of a chose_port event",
       {{0, "wait", {"published waits", "公布的輪候情況"}},
        {1, "closed", {"port closed", "口岸已關閉"}},
        {2, "closing", {"port closed while he stood outside", "輪候期間口岸關閉"}}}},
      {"leavings",
       "why an entity left: aux of a left event",
       {{0, "done", {"went through", "完成通關"}},
        {1, "gave_up", {"gave up", "放棄輪候"}},
        {2, "balked", {"turned away", "見人多而離去"}},
        {3, "turned_back", {"turned back at closing", "關閉時折返"}},
        {4, "diverted", {"sent to another port", "改往其他口岸"}},
        {5, "left_behind", {"left behind", "未能趕上"}}}},
  };
  return all;
}

const Label& label_of(LedgerCause c) {
  return label_in("ledger_causes", static_cast<std::size_t>(c));
}

const Label& label_of(ServerState s) {
  return label_in("server_states", static_cast<std::size_t>(s));
}

const Label& label_of(OfficerState s) {
  return label_in("officer_states", static_cast<std::size_t>(s));
}

const Label& label_of(TeamState s) {
  return label_in("team_states", static_cast<std::size_t>(s));
}

const Label& label_of(Order o) {
  return label_in("orders", static_cast<std::size_t>(o));
}

const Label& label_of(Leaving l) {
  return label_in("leavings", static_cast<std::size_t>(l));
}

const Label& label_of(Contraband c) {
  return label_in("contraband", static_cast<std::size_t>(c));
}

}  // namespace crossflow
