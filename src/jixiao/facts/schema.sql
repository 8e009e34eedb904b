-- The tables that rules read: flat, typed, one row for one thing. docs/reference/facts.md is made from this file.
--
-- What holds everywhere:
--   document_id, project_id, ...  keys; tables are joined by the keys that they share
--   source, *_source              the place of a value in its file, as a rule returns it; never compared, never shown as it is
--   *_yuan                        money in yuan; DECIMAL(20,6)
--   *_step                        what the last printed digit counts, in the unit of the value: two printed figures agree where they differ by
--                                 no more than half a step of each. NULL where the figure is exact (a printed zero) or its print is unknown
--   *_key                         a text for comparison: NFKC, without blanks and punctuation
--   *_sha256                      identity of a key: texts are the same where it is the same
--   issues, per                   several words in one column: ';a;b;', so that LIKE '%;a;%' asks for one
--   NULL                          nothing is printed there, or it does not apply. A printed zero is 0

-- documents: 文件: a document that was audited.
CREATE TABLE documents (
    document_id          VARCHAR,        -- 文件编号: beginning of the SHA-256 of the file
    file                 VARCHAR,        -- 文件名: as it was given
    sha256               VARCHAR,        -- SHA-256 校验值: of the bytes of the file
    media_type           VARCHAR,        -- 文件格式: media type, such as application/pdf
    pages                INTEGER,        -- 页数: where the format has pages
    publisher            VARCHAR,        -- 发布单位: issuing agency by its full name
    publisher_key        VARCHAR,        -- 发布单位（比较用）: key of publisher
    publisher_source     VARCHAR,        -- 发布单位的出处: place
    agency_key           VARCHAR,        -- 单位（比较用）: key of the agency: place and name, short forms written out; of the unit that most forms name where no publisher is printed; documents of one agency have the same
    entity               VARCHAR,        -- 编报范围: department (部门预算, with all its units) or unit (单位预算) by titles and headings; NULL where they do not tell
    publisher_level      VARCHAR,        -- 发布单位的层级: province, city, county, township; NULL where the name does not tell
    fiscal_year          INTEGER,        -- 年度: year of the budget or of the final accounts
    fiscal_year_source   VARCHAR,        -- 年度的出处: place
    kind                 VARCHAR,        -- 文件类型: target_forms, budget_disclosure, final_accounts, self_evaluation, monitoring, mixed
    is_final_accounts    BOOLEAN,        -- 是否决算: tables or narrative are those of final accounts
    project_count        INTEGER,        -- 项目数: projects with a form of their own
    described_count      INTEGER,        -- 文字介绍的项目数: projects described in prose, without a form
    table_count          INTEGER,        -- 表格数: budget and other tables
    section_count        INTEGER,        -- 文字说明的节数: sections of prose
    covers_all_projects  BOOLEAN,        -- 是否声明覆盖全部项目: the document claims that all projects are covered (06 B4, NAR-014)
    approved_on          DATE,           -- 批复日期: when the budget was approved; documents do not print it, the caller may give it
    approved_on_source   VARCHAR,        -- 批复日期的出处: place
    published_on         DATE,           -- 公开日期: when it was published; as above
    published_on_source  VARCHAR,        -- 公开日期的出处: place
    problem_count        INTEGER,        -- 未读懂的地方数: problems of the reading
    source               VARCHAR         -- 出处: the file as a whole
);

-- agencies: 单位: an agency that a document names as publisher, department, unit or in its table of institutions.
CREATE TABLE agencies (
    document_id    VARCHAR,  -- 文件编号: key of documents
    agency_no      INTEGER,  -- 序号: number in the document, from 1
    role           VARCHAR,  -- 角色: publisher, department, unit, institution
    name           VARCHAR,  -- 单位名称: as printed
    name_key       VARCHAR,  -- 单位名称（比较用）: key of name
    level          VARCHAR,  -- 层级: province, city, county, township; NULL where the name does not tell
    nature         VARCHAR,  -- 单位性质: administrative, institution, enterprise; NULL where not printed
    source         VARCHAR   -- 出处: place
);

-- projects: 项目: a project, or the targets of a whole department (scope), as its form prints it.
CREATE TABLE projects (
    document_id        VARCHAR,        -- 文件编号: key of documents
    project_id         VARCHAR,        -- 项目编号: key
    project_no         INTEGER,        -- 项目序号: number in the document, from 1
    scope              VARCHAR,        -- 范围: project, or whole_department for 部门整体支出绩效目标
    is_described       BOOLEAN,        -- 是否仅有文字介绍: described in prose, without a form; what such a text lacks is no finding
    name               VARCHAR,        -- 项目名称: as printed
    name_key           VARCHAR,        -- 项目名称（比较用）: key of name
    name_source        VARCHAR,        -- 项目名称的出处: place
    name_year          INTEGER,        -- 名称中的年份: first year in the name
    code               VARCHAR,        -- 项目编码: as printed
    code_source        VARCHAR,        -- 项目编码的出处: place
    code_year          INTEGER,        -- 编码中的年份: year in a code of 21 characters (02 §A4)
    is_code_valid      BOOLEAN,        -- 编码是否有效: length, alphabet and check character of 02 §A4; NULL where the code is of another scheme
    department         VARCHAR,        -- 主管部门: as printed
    department_code    VARCHAR,        -- 主管部门编码: as printed
    unit               VARCHAR,        -- 实施单位: as printed
    unit_key           VARCHAR,        -- 实施单位（比较用）: key of unit
    attribute          VARCHAR,        -- 项目属性: as printed
    attribute_class    VARCHAR,        -- 项目属性（归类）: recurring, one_year, one_off, continuing, new; NULL where not printed
    attribute_source   VARCHAR,        -- 项目属性的出处: place
    period             VARCHAR,        -- 项目期: as printed
    period_years       INTEGER,        -- 项目期（年）: number of years
    period_source      VARCHAR,        -- 项目期的出处: place
    budget_yuan        DECIMAL(20,6),  -- 年度预算: money of the year (年度资金总额, 预算数); of a project that a self-evaluation shows without initial budget, the adjusted one (全年预算数)
    budget_step        DECIMAL(20,6),  -- 年度预算的印刷精度: step of budget_yuan
    budget_source      VARCHAR,        -- 年度预算的出处: place
    has_budget_cell    BOOLEAN,        -- 是否有年度预算栏: the form has the cell, blank or not
    lifetime_yuan      DECIMAL(20,6),  -- 项目总额: money of the whole implementation period
    lifetime_step      DECIMAL(20,6),  -- 项目总额的印刷精度: step of lifetime_yuan
    lifetime_source    VARCHAR,        -- 项目总额的出处: place
    fiscal_yuan        DECIMAL(20,6),  -- 财政拨款: fiscal appropriation of the year
    fiscal_source      VARCHAR,        -- 财政拨款的出处: place
    other_yuan         DECIMAL(20,6),  -- 其他资金: other funds of the year
    other_source       VARCHAR,        -- 其他资金的出处: place
    carryover_yuan     DECIMAL(20,6),  -- 结余结转资金: money carried over; NULL where the form has no such cell or it is blank
    carryover_source   VARCHAR,        -- 结余结转资金的出处: place
    goal               VARCHAR,        -- 年度绩效目标: goal of the year
    goal_key           VARCHAR,        -- 年度绩效目标（比较用）: key of goal
    goal_sha256        VARCHAR,        -- 年度绩效目标的指纹: of goal_key
    goal_length        INTEGER,        -- 年度绩效目标的汉字数: Chinese characters
    goal_count         INTEGER,        -- 分目标数: numbered goals (目标1, 目标2 …) in goal, 1 where it is one text
    goal_source        VARCHAR,        -- 年度绩效目标的出处: place
    goal_of_period     VARCHAR,        -- 实施期绩效目标: goal of the whole implementation period
    goal_of_period_source VARCHAR,     -- 实施期绩效目标的出处: place
    purpose            VARCHAR,        -- 资金用途: what the money is for
    purpose_key        VARCHAR,        -- 资金用途（比较用）: key of purpose
    purpose_sha256     VARCHAR,        -- 资金用途的指纹: of purpose_key
    purpose_source     VARCHAR,        -- 资金用途的出处: place
    goal_purpose_likeness DOUBLE,      -- 目标与用途的相似度: likeness of goal and purpose without a number at their head, 0 to 1; NULL where one is missing
    activity           VARCHAR,        -- 业务类别: wages, utilities, heating, rent, procurement, construction, maintenance, service, printing, transfer; NULL where the name tells none
    indicator_count    INTEGER,        -- 指标数: indicators that are no placeholders
    weighted_count     INTEGER,        -- 有权重的指标数: indicators with a weight
    name_count         INTEGER,        -- 不同的指标名称数: distinct names of indicators that are no placeholders
    names_sha256       VARCHAR,        -- 指标名称集合的指纹: of all these names, whatever their order; NULL without indicators
    targets_sha256     VARCHAR,        -- 指标与指标值集合的指纹: of all names with their targets
    is_paid_monthly    BOOLEAN,        -- 是否按月支付: the name speaks of wages, electricity, water or guards, which are paid month by month
    is_of_personnel    BOOLEAN,        -- 是否标明人员类: attribute or category of the form says 人员类
    unread_amounts     INTEGER,        -- 未读懂的金额数: amounts of the form that are printed and could not be read
    copy_count         INTEGER,        -- 表样印制次数: times that the form is printed, 1 or more
    has_responsible_cell BOOLEAN,      -- 是否有负责人栏: the form has the cell 负责人
    responsible_is_blank BOOLEAN,      -- 负责人是否空白: it is blank while other cells of the line (经办人 ...) are filled; forms published without any name are no case
    filed_at           VARCHAR,        -- 填报时间: as printed
    filed_at_source    VARCHAR,        -- 填报时间的出处: place
    confidence         DOUBLE,         -- 读取把握: how sure the reading is, 0 to 1
    source             VARCHAR         -- 出处: place of the form
);

-- form_copies: 重复印制的表样: where the form of a project is printed again.
CREATE TABLE form_copies (
    document_id    VARCHAR,  -- 文件编号: key of documents
    project_id     VARCHAR,  -- 项目编号: key of projects
    copy_no        INTEGER,  -- 序号: number of the copy, from 1
    source         VARCHAR   -- 出处: place
);

-- repairs: 读取时的修复: a cell that was read as something else than its place or its letters say.
CREATE TABLE repairs (
    document_id    VARCHAR,  -- 文件编号: key of documents
    project_id     VARCHAR,  -- 项目编号: key of projects; NULL where it is a table
    table_id       VARCHAR,  -- 表格编号: key of budget_tables; NULL where it is a project
    kind           VARCHAR,  -- 修复的种类: shifted, joined, copies_differ ...
    printed        VARCHAR,  -- 印作: what is printed
    printed_key    VARCHAR,  -- 印作（比较用）: key of printed
    read_as        VARCHAR,  -- 读作: what it was read as
    read_as_key    VARCHAR,  -- 读作（比较用）: key of read_as
    difference     VARCHAR,  -- 差别: between printed and read_as: none (blanks and width of letters), punctuation, clipped (one is the beginning of the other), figures (other numbers, signs or letters), words; NULL where one is empty
    likeness       DOUBLE,   -- 相似度: likeness of the two keys, 0 to 1
    source         VARCHAR   -- 出处: place
);

-- funding_lines: 资金明细: an amount of a project by its source of money.
CREATE TABLE funding_lines (
    document_id    VARCHAR,        -- 文件编号: key of documents
    project_id     VARCHAR,        -- 项目编号: key of projects
    horizon        VARCHAR,        -- 时段: year, or period for the whole implementation period
    key            VARCHAR,        -- 金额代号: annual, total, fiscal, other, carryover, central, provincial, municipal, self_raised, local_total, transfer_total ...
    is_component   BOOLEAN,        -- 是否为年度资金的组成: it is a part of the money of the year and lies in no other part that is printed; where a form may be read in two ways, the one that adds up
    amount_yuan    DECIMAL(20,6),  -- 金额: NULL where the cell is blank
    amount_step    DECIMAL(20,6),  -- 金额的印刷精度: step of amount_yuan
    source         VARCHAR         -- 出处: place
);

-- payment_plan: 资金支出计划: the cumulative share of the money that a project plans to have paid by a month.
CREATE TABLE payment_plan (
    document_id    VARCHAR,        -- 文件编号: key of documents
    project_id     VARCHAR,        -- 项目编号: key of projects
    month          INTEGER,        -- 月份: 1 to 12
    text           VARCHAR,        -- 原文: as printed; NULL where the cell is blank
    share_pct      DECIMAL(18,6),  -- 累计支出进度: in percent points; NULL where it is no number
    has_percent    BOOLEAN,        -- 是否带百分号: a percent sign is printed
    is_first       BOOLEAN,        -- 是否首个时点: first checkpoint of the form
    is_last        BOOLEAN,        -- 是否末个时点: last checkpoint of the form
    source         VARCHAR         -- 出处: place
);

-- texts: 表样中的文字: a longer text of a form: goal, purpose, narrative under a label.
CREATE TABLE texts (
    document_id    VARCHAR,  -- 文件编号: key of documents
    project_id     VARCHAR,  -- 项目编号: key of projects
    text_no        INTEGER,  -- 序号: number in the project, from 1
    field          VARCHAR,  -- 栏目代号: goal, goal_of_period, purpose, narrative
    label          VARCHAR,  -- 栏目: label as printed (立项依据, 项目实施计划 ...)
    text           VARCHAR,  -- 文字: the text
    text_key       VARCHAR,  -- 文字（比较用）: key of text
    text_sha256    VARCHAR,  -- 文字的指纹: of text_key
    han_length     INTEGER,  -- 汉字数: Chinese characters
    is_cut_off     BOOLEAN,  -- 是否截断: it stops in the middle of a sentence or at the number of a list item
    cut_tail       VARCHAR,  -- 截断处: the last characters where it is cut off
    arrears        VARCHAR,  -- 偿还旧账（原文）: the clause that says that debts or bills of earlier years are paid
    tail_payment   VARCHAR,  -- 尾款（原文）: the clause that says that the last part of a contract is paid
    source         VARCHAR   -- 出处: place
);

-- indicators: 指标: an indicator with its typed target value (03 §4).
CREATE TABLE indicators (
    document_id       VARCHAR,        -- 文件编号: key of documents
    project_id        VARCHAR,        -- 项目编号: key of projects
    indicator_id      VARCHAR,        -- 指标编号: key
    indicator_no      INTEGER,        -- 指标序号: number in the project, from 1
    scope             VARCHAR,        -- 范围: scope of the project
    level1            VARCHAR,        -- 一级指标: full label
    level1_code       VARCHAR,        -- 一级指标代号: output, benefit, satisfaction, cost
    level2            VARCHAR,        -- 二级指标: full label
    level2_code       VARCHAR,        -- 二级指标代号: output.quantity, output.quality, output.timeliness, output.cost, benefit.economic ... (03 §1.2)
    is_cost           BOOLEAN,        -- 是否成本指标: cost in either family (output.cost, or level 1 cost)
    name              VARCHAR,        -- 三级指标: name as printed
    name_key          VARCHAR,        -- 三级指标（比较用）: key of name
    name_sha256       VARCHAR,        -- 三级指标的指纹: of name_key
    name_count        INTEGER,        -- 同名指标数: indicators of the project with this name_key, itself included
    name_projects     INTEGER,        -- 同名项目数: forms of the document with an indicator of this name_key, its own included
    description       VARCHAR,        -- 绩效指标描述: explanation
    description_key   VARCHAR,        -- 绩效指标描述（比较用）: key of description
    basis             VARCHAR,        -- 指标值确定依据: where the target comes from
    basis_key         VARCHAR,        -- 指标值确定依据（比较用）: key of basis
    text              VARCHAR,        -- 指标值: as printed
    text_key          VARCHAR,        -- 指标值（比较用）: key of text
    kind              VARCHAR,        -- 指标值类型: numeric, range, deadline, period, schedule, relative_numeric, relative_qualitative, qualitative, state, formula, narrative, placeholder, empty, corrupt
    operator          VARCHAR,        -- 比较符号: one of = ≥ ≤ > <
    value             DECIMAL(18,6),  -- 数值: money in yuan, ratios in percent points
    value_high        DECIMAL(18,6),  -- 区间上限: upper end of a range
    value_step        DECIMAL(18,6),  -- 数值的印刷精度: what its last printed digit counts
    unit              VARCHAR,        -- 单位: canonical unit (yuan, percent, day ...) or the classifier itself (人, 台 ...)
    unit_text         VARCHAR,        -- 单位（原文）: as printed
    dimension         VARCHAR,        -- 量纲: money, ratio, time, count, people, length, area ...
    per               VARCHAR,        -- 每: what the number is for one of, ';人;天;'; NULL where it is a total
    is_approximate    BOOLEAN,        -- 是否约数: the number is approximate
    deadline          DATE,           -- 截止日期: last day
    period            VARCHAR,        -- 期间: 2024, 2024-Q3, 2024-06; Y stands for a year that is not named
    schedule          VARCHAR,        -- 频次: monthly, on_time, by_plan ...
    level             INTEGER,        -- 程度: degree of a wording, 0 to 4
    direction         VARCHAR,        -- 变化方向: increase, decrease, maintain, change
    baseline          VARCHAR,        -- 比较对象: last_year, last_period, before_project, peers, unknown
    state             VARCHAR,        -- 要达到的状态: condition to be met, such as in_use@2022
    hint_value        DECIMAL(18,6),  -- 文字中的数字: a number seen in a text that is no numeric value
    polarity          VARCHAR,        -- 指标方向: positive, negative, interval, exact, date, none, unknown
    issues            VARCHAR,        -- 写法问题: codes of 03 §4 as ';a;b;'
    target_confidence DOUBLE,         -- 指标值的把握: how sure the typing is, 0 to 1
    period_text       VARCHAR,        -- 实施期指标值: as printed, where the form has one beside that of the year
    weight_points     DECIMAL(18,6),  -- 权重: in points
    value_type        VARCHAR,        -- 指标值类型（原文）: 定量, 定性 as printed
    has_scoring_standard BOOLEAN,     -- 是否有评分标准: the form says how the indicator is scored
    is_placeholder    BOOLEAN,        -- 是否占位: the row only fills the form
    name_year         INTEGER,        -- 名称中的年份: first year in the name
    text_year         INTEGER,        -- 指标值中的年份: first year in the value
    name_value        DECIMAL(18,6),  -- 名称中的数值: the first number with a unit in the name, in the unit of name_unit
    name_value_step   DECIMAL(18,6),  -- 名称中的数值的印刷精度: step of name_value
    name_operator     VARCHAR,        -- 名称中的比较: ≤ for 不超过, ≥ for 不少于, = otherwise
    name_unit         VARCHAR,        -- 名称中数值的单位: canonical unit
    name_direction    VARCHAR,        -- 名称的变化方向: increase (增加, 提升), decrease (减少, 下降)
    is_rate_name      BOOLEAN,        -- 名称是否为比率: it ends with 率, 比例 ...
    is_execution_rate BOOLEAN,        -- 是否为预算执行率: execution, payment or use of the money as an indicator
    is_satisfaction   BOOLEAN,        -- 是否为满意度: name or value speak of 满意
    is_awareness      BOOLEAN,        -- 是否为知晓率: awareness rather than satisfaction
    is_bad_thing      BOOLEAN,        -- 所计是否为坏事: what is counted is unwanted (事故, 投诉, 违法, 故障)
    wanted_direction  VARCHAR,        -- 名称要求的方向: increase (合格率, 能力提升) or decrease (案件减少, 事故起数) where the name makes it sure
    is_better_few     BOOLEAN,        -- 是否宜少: a ceiling fits what is counted: unwanted events, consumption, trips, receptions, posts, steps
    is_consumption    BOOLEAN,        -- 是否消耗量: what is counted is used up (用电量, 油耗)
    is_unit_cost      BOOLEAN,        -- 是否单位成本: money for one of something, by per or by the name (单价, 标准, 每)
    is_income         BOOLEAN,        -- 是否收入类: name speaks of income from fines, fees or services
    source            VARCHAR,        -- 出处: place of the name
    target_source     VARCHAR,        -- 指标值的出处: place of the value
    basis_source      VARCHAR,        -- 依据的出处: place of the basis
    confidence        DOUBLE          -- 读取把握: how sure the reading is, 0 to 1
);

-- text_pairs: 相似文字: two texts of different projects of one document that are alike (likeness 0.6 and more).
CREATE TABLE text_pairs (
    document_id       VARCHAR,  -- 文件编号: key of documents
    left_project_id   VARCHAR,  -- 项目编号（甲）: key of projects; the one that is printed first
    left_field        VARCHAR,  -- 栏目（甲）: goal or purpose
    left_source       VARCHAR,  -- 出处（甲）: place
    right_project_id  VARCHAR,  -- 项目编号（乙）: key of projects
    right_field       VARCHAR,  -- 栏目（乙）: goal or purpose
    right_source      VARCHAR,  -- 出处（乙）: place
    is_equal          BOOLEAN,  -- 是否相同: same key; n equal texts give n - 1 rows, each with the first of them
    is_same_name      BOOLEAN,  -- 是否同名项目: the names differ in years, numbers and brackets at most, as those of one programme do
    likeness          DOUBLE    -- 相似度: share of common pairs of characters, 0 to 1
);

-- number_mentions: 文字中的数字: a number with a unit in the prose of a form or of a section.
CREATE TABLE number_mentions (
    document_id    VARCHAR,        -- 文件编号: key of documents
    mention_id     VARCHAR,        -- 编号: key
    project_id     VARCHAR,        -- 项目编号: key of projects; NULL in the narrative of the document
    section_id     VARCHAR,        -- 节编号: key of sections; NULL in a form
    field          VARCHAR,        -- 栏目: goal, goal_of_period, purpose, narrative, section
    label          VARCHAR,        -- 栏目名称: label as printed
    mention_no     INTEGER,        -- 序号: number in its text, from 1
    noun           VARCHAR,        -- 所指: the words right before the number, without verbs
    noun_key       VARCHAR,        -- 所指（比较用）: key of noun
    noun_after     VARCHAR,        -- 数字后的名词: the words right after the number and its measure word (326名辅警); NULL where there are none
    noun_after_key VARCHAR,        -- 数字后的名词（比较用）: key of noun_after
    lead           VARCHAR,        -- 引语: words of comparison and summing up right before the number (共, 约, 不少于)
    value          DECIMAL(18,6),  -- 数值: money in yuan, ratios in percent points
    value_step     DECIMAL(18,6),  -- 数值的印刷精度: step
    operator       VARCHAR,        -- 比较: ≥, ≤, =
    unit           VARCHAR,        -- 单位: canonical unit or classifier
    dimension      VARCHAR,        -- 量纲: money, ratio, count, people, area ...
    per            VARCHAR,        -- 每: as in indicators
    is_approximate BOOLEAN,        -- 是否约数: 约, 近, 余, 左右
    is_stock       BOOLEAN,        -- 是否现有数: it says what there is (实有, 现有, 截至), not what is to be done
    year           INTEGER,        -- 年份: year that the text named last before the number; NULL where it named none
    text           VARCHAR,        -- 原文: the clause
    source         VARCHAR         -- 出处: place of the text
);

-- mention_indicators: 文字与指标的对应: a number in a text of a form and an indicator of the form that count the same thing in the same unit.
CREATE TABLE mention_indicators (
    document_id    VARCHAR,  -- 文件编号: key of documents
    project_id     VARCHAR,  -- 项目编号: key of projects
    mention_id     VARCHAR,  -- 文字中数字的编号: key of number_mentions
    indicator_id   VARCHAR,  -- 指标编号: key of indicators
    match          VARCHAR   -- 对应的依据: same (nouns are the same but for words like 数量), contained (one is part of the other), narrower (the indicator adds words that the clause has not: it may be about a part), generic (a word like 合格率 or 满意度 that only one indicator has)
);

-- promises: 目标中可衡量的承诺: what the goal of a project promises that can be measured, and whether an indicator measures it.
CREATE TABLE promises (
    document_id           VARCHAR,        -- 文件编号: key of documents
    project_id            VARCHAR,        -- 项目编号: key of projects
    promise_no            INTEGER,        -- 序号: number in the goal, from 1
    kind                  VARCHAR,        -- 承诺的种类: number (a quantity of something), rate (a rate by its name, without a number), decrease (something shall become less)
    noun                  VARCHAR,        -- 所指: what is promised
    noun_key              VARCHAR,        -- 所指（比较用）: key of noun
    value                 DECIMAL(18,6),  -- 数值: where it is a number
    unit                  VARCHAR,        -- 单位: as in number_mentions
    has_indicator         BOOLEAN,        -- 是否有对应指标: an indicator has the same number or speaks of the same thing; two characters in common are enough
    opposite_indicator_id VARCHAR,        -- 方向相反的指标: key of indicators; an indicator of the same thing that allows it to grow, where the goal wants it to fall
    text                  VARCHAR,        -- 原文: the clause
    source                VARCHAR         -- 出处: place of the goal
);

-- headcounts: 人数: how many people a document counts in a group of staff (辅警, 退休人员, 遗属), where the words name nothing narrower.
CREATE TABLE headcounts (
    document_id    VARCHAR,        -- 文件编号: key of documents
    project_id     VARCHAR,        -- 项目编号: key of projects; NULL in the narrative of the document
    section_id     VARCHAR,        -- 节编号: key of sections; NULL in a form
    indicator_id   VARCHAR,        -- 指标编号: key of indicators, where an indicator counts them
    field          VARCHAR,        -- 位置: goal, purpose, narrative, indicator, section
    topic          VARCHAR,        -- 主题: topic of the section
    staff_group    VARCHAR,        -- 人员类别: 民警, 辅警, 公益岗位, 编外人员, 在职人员, 离休人员, 退休人员, 离退休人员, 遗属, 教师, 在校学生
    family         VARCHAR,        -- 人员大类: regular, auxiliary, retired, survivor, served
    people         DECIMAL(18,6),  -- 人数: number
    operator       VARCHAR,        -- 比较: of the indicator; NULL in prose, where only plain numbers count
    year           INTEGER,        -- 年份: as in number_mentions
    text           VARCHAR,        -- 原文: the clause, or name and value of the indicator
    source         VARCHAR         -- 出处: place
);

-- citations: 引用的文件: a title in 《》 with the number of the document that stands beside it.
CREATE TABLE citations (
    document_id    VARCHAR,  -- 文件编号: key of documents
    citation_no    INTEGER,  -- 序号: number in the document, from 1
    project_id     VARCHAR,  -- 项目编号: key of projects; NULL outside of forms
    section_id     VARCHAR,  -- 节编号: key of sections; NULL outside of the narrative
    field          VARCHAR,  -- 位置: goal, goal_of_period, purpose, narrative, section
    label          VARCHAR,  -- 栏目名称: label as printed
    title          VARCHAR,  -- 文件名称: as printed
    title_key      VARCHAR,  -- 文件名称（比较用）: key of title without 关于印发 and 的通知
    number         VARCHAR,  -- 文号: as printed
    number_key     VARCHAR,  -- 文号（比较用）: key of number
    source         VARCHAR   -- 出处: place of the text
);

-- topics: 各栏所讲的对象与事项: which group of people or kind of work a part of a form speaks of, by plain words.
CREATE TABLE topics (
    document_id    VARCHAR,  -- 文件编号: key of documents
    project_id     VARCHAR,  -- 项目编号: key of projects
    part           VARCHAR,  -- 栏目: name, goal, purpose, narratives (all other texts), indicators, output (output indicators only)
    kind           VARCHAR,  -- 类别: people (对象), work (事项)
    topic          VARCHAR,  -- 对象或事项: such as 学生, 辅警, 维修改造, 培训; 业务费 for a name that only speaks of current business
    word           VARCHAR,  -- 用词: the first word that tells it
    hits           INTEGER,  -- 出现处数: texts of the part that speak of it
    texts          INTEGER,  -- 文字数: texts of the part
    source         VARCHAR   -- 出处: place
);

-- unit_cost_pairs: 同一内容的单位成本: two projects of a document that pay for the same thing, and what one of it costs in each.
CREATE TABLE unit_cost_pairs (
    document_id       VARCHAR,        -- 文件编号: key of documents
    item              VARCHAR,        -- 内容: the words that both have in common, four characters or more
    unit              VARCHAR,        -- 单位: of one of it, canonical
    left_project_id   VARCHAR,        -- 项目编号（甲）: key of projects; the one that is printed first
    left_yuan         DECIMAL(20,6),  -- 单位成本（甲）: as declared, or the money of the year by the only quantity of the project
    left_is_derived   BOOLEAN,        -- 是否推算（甲）: by division
    left_source       VARCHAR,        -- 出处（甲）: place of the cost or of the quantity
    right_project_id  VARCHAR,        -- 项目编号（乙）: key of projects
    right_yuan        DECIMAL(20,6),  -- 单位成本（乙）: as above
    right_is_derived  BOOLEAN,        -- 是否推算（乙）: by division
    right_source      VARCHAR,        -- 出处（乙）: place
    gap_pct           DECIMAL(18,6)   -- 相差: the higher above the lower, in percent points
);

-- unit_prices: 可比的单价: what one of something costs in a project, by an item that other agencies buy as well.
CREATE TABLE unit_prices (
    document_id    VARCHAR,        -- 文件编号: key of documents
    project_id     VARCHAR,        -- 项目编号: key of projects
    indicator_id   VARCHAR,        -- 指标编号: key of indicators: the cost, or the quantity that a derived price is the money by
    item           VARCHAR,        -- 事项: key of the class (facts/priced_items.toml), or of the words of the cost where no class fits
    item_name      VARCHAR,        -- 事项名称: in Chinese
    item_name_en   VARCHAR,        -- 事项英文名称: in English; the Chinese words where no class fits
    is_listed      BOOLEAN,        -- 是否列名事项: a class of the list
    kind           VARCHAR,        -- 种类: the word that parts the class further (卡口, 信号灯); NULL where it has none
    unit           VARCHAR,        -- 单位: of one of it
    time           VARCHAR,        -- 时间: year or day where the price is for a stretch of it; prices by the month are multiplied by 12
    operator       VARCHAR,        -- 比较符号: = ≤ <, as in indicators; NULL where derived
    origin         VARCHAR,        -- 来源: declared (a cost for one that the form prints), derived (money of the year by the only number of things)
    price_yuan     DECIMAL(20,6),  -- 单价: in yuan
    quantity_id    VARCHAR,        -- 数量指标的编号: indicator_id of the only number of such things in the project; NULL where there is none, or several
    name           VARCHAR,        -- 三级指标: name as printed
    text           VARCHAR,        -- 指标值: as printed
    source         VARCHAR,        -- 出处: place of the value
    confidence     DOUBLE          -- 读取把握: how sure the reading is, 0 to 1
);

-- indicator_results: 指标的完成值与上年值: what a form prints beside the target of an indicator.
CREATE TABLE indicator_results (
    document_id    VARCHAR,        -- 文件编号: key of documents
    project_id     VARCHAR,        -- 项目编号: key of projects
    indicator_id   VARCHAR,        -- 指标编号: key of indicators
    result         VARCHAR,        -- 种类: actual (完成值), last_actual (上年实际值), last_target (上年指标值), reason (偏差原因)
    label          VARCHAR,        -- 栏目: header of the column as printed
    text           VARCHAR,        -- 原文: as printed
    value          DECIMAL(18,6),  -- 数值: where it is a number; money in yuan, ratios in percent points
    unit           VARCHAR,        -- 单位: canonical unit, as in indicators
    source         VARCHAR         -- 出处: place
);

-- monitoring_rounds: 监控表: a monitoring table of a project, and what was paid until the end of its month.
CREATE TABLE monitoring_rounds (
    document_id        VARCHAR,        -- 文件编号: key of documents
    project_id         VARCHAR,        -- 项目编号: key of projects
    month              INTEGER,        -- 监控月份: until whose end it reports, by its headers (1—7月执行数); NULL where they name none
    round_budget_yuan  DECIMAL(20,6),  -- 全年预算数: adjusted budget of the year; the initial one where it was not adjusted
    executed_yuan      DECIMAL(20,6),  -- 累计执行数: paid so far
    forecast_yuan      DECIMAL(20,6),  -- 全年预计执行数: what the unit expects to have paid by the end of the year
    rate_pct           DECIMAL(18,6),  -- 执行率（原表）: as printed, in percent points
    attainment_pct     DECIMAL(18,6),  -- 目标完成程度: how far the targets are reached by the end of the month, as jixiao monitor has it; NULL where nothing can be measured
    measured_count     INTEGER,        -- 计入完成程度的指标数: indicators that attainment_pct rests on
    dual_gap_pct       DECIMAL(18,6),  -- 目标与资金的差距: attainment less execution rate, in percentage points; NULL where one of them is unknown
    asks_measures      BOOLEAN,        -- 是否有改进措施栏: the form has a column or a cell for measures, blank or not
    source             VARCHAR         -- 出处: place of the row of the year (年度资金总额)
);

-- monitoring_measures: 监控措施与意见: a text of a monitoring table that says what is done about a deviation, or what a reviewer says of it.
CREATE TABLE monitoring_measures (
    document_id        VARCHAR,        -- 文件编号: key of documents
    project_id         VARCHAR,        -- 项目编号: key of projects
    indicator_id       VARCHAR,        -- 指标编号: key of indicators; NULL where the form says it as a whole
    measure_no         INTEGER,        -- 序号: number in the form, from 1
    label              VARCHAR,        -- 栏目: label as printed; NULL in a column of the indicators
    is_answer          BOOLEAN,        -- 是否为措施: a measure (改进措施), not an opinion or a conclusion of a reviewer
    text               VARCHAR,        -- 文字: as printed; a cell that says nothing (无) has no row
    action             VARCHAR,        -- 决定: suspend (暂停实施), stop_payment (停止拨款), resume (恢复实施); NULL for any other
    is_proposed        BOOLEAN,        -- 是否仅为建议: the action is proposed, not decided
    warning_words      VARCHAR,        -- 预警字样: words that warn (红灯, 黄灯, 预警)
    source             VARCHAR         -- 出处: place of the text
);

-- monitoring_indicators: 监控指标: an indicator in a monitoring table.
CREATE TABLE monitoring_indicators (
    document_id        VARCHAR,        -- 文件编号: key of documents
    project_id         VARCHAR,        -- 项目编号: key of projects
    indicator_id       VARCHAR,        -- 指标编号: key of indicators
    name               VARCHAR,        -- 三级指标: name as printed
    target_text        VARCHAR,        -- 年度指标值: as printed
    actual_text        VARCHAR,        -- 执行情况: reached so far, as printed; NULL where blank
    actual_source      VARCHAR,        -- 执行情况的出处: place
    is_actual_target   BOOLEAN,        -- 执行情况是否照抄指标值: what was reached is the target once more, letter by letter
    forecast_text      VARCHAR,        -- 全年预计完成情况: as printed; NULL where blank
    forecast_source    VARCHAR,        -- 全年预计完成情况的出处: place
    forecast_gap_pct   DECIMAL(18,6),  -- 预计偏离: expected value against the target, above 0 better; NULL where they do not compare as a proportion
    is_forecast_short  BOOLEAN,        -- 预计是否达不到: the expected value misses the target; NULL where that is unknown
    attainability      INTEGER,        -- 完成目标可能性: 1 certain (确定能), 2 possible (有可能), 3 impossible (完全不可能); NULL where none is chosen
    has_cause          BOOLEAN,        -- 是否填写偏差原因: a kind of cause is marked, or a reason is given
    source             VARCHAR         -- 出处: place of the name
);

-- evaluations: 绩效自评: what a self-evaluation says of a project as a whole; a row for each form that claims points, and for each row of a list of totals.
CREATE TABLE evaluations (
    document_id          VARCHAR,        -- 文件编号: key of documents
    project_id           VARCHAR,        -- 项目编号: key of projects, where listed_no is NULL
    weighted_items       INTEGER,        -- 有分值的指标数: indicators that print a weight
    unscored_items       INTEGER,        -- 有分值没有得分的指标数: indicators with a weight and without points, and the execution of the budget if it is such
    weights_sum          DECIMAL(18,6),  -- 分值合计: all weights added up, the execution of the budget among them; NULL where no indicator has one
    scores_sum           DECIMAL(18,6),  -- 得分合计: all claimed points added up, execution among them; NULL where none is claimed
    printed_total        DECIMAL(18,6),  -- 填报总分: total claimed
    printed_total_source VARCHAR,        -- 填报总分的出处: place
    grade_text           VARCHAR,        -- 填报等级: as printed
    grade_code           VARCHAR,        -- 填报等级（代码）: excellent, good, medium, poor; NULL for other words
    grade_source         VARCHAR,        -- 填报等级的出处: place
    initial_yuan         DECIMAL(20,6),  -- 年初预算数: of the total row, or of the parts together where that is blank
    adjusted_yuan        DECIMAL(20,6),  -- 全年预算数: likewise
    executed_yuan        DECIMAL(20,6),  -- 全年执行数: likewise
    is_total_row_blank   BOOLEAN,        -- 资金合计行是否空白: the total row is zero or blank while a part has money
    parts_yuan           DECIMAL(20,6),  -- 分项全年预算数合计: full-year budget of the parts together
    printed_rate_pct     DECIMAL(18,6),  -- 填报执行率: as printed
    rate_pct             DECIMAL(18,6),  -- 执行率: executed by full-year budget, to 0.01; NULL where that is not known
    execution_weight     DECIMAL(18,6),  -- 执行率分值: points available for the execution of the budget
    execution_score      DECIMAL(18,6),  -- 执行率得分: points claimed for it
    execution_points     DECIMAL(18,6),  -- 执行率应得分: weight by rate, at most the weight, to 0.01
    initial_points       DECIMAL(18,6),  -- 按年初预算数计算的得分: the same with the initial budget
    execution_fault      VARCHAR,        -- 执行偏差原因的问题: blank, repeated or short; NULL where the reason can stand
    execution_source     VARCHAR,        -- 资金执行情况的出处: place of the total row
    listed_no            INTEGER,        -- 汇总表序号: number among the rows of lists of totals (自评结果汇总表), from 1; NULL for a form
    listed_name          VARCHAR,        -- 汇总表项目名称: project of such a row
    listed_key           VARCHAR,        -- 汇总表项目名称（比较用）: key of listed_name
    listed_form_id       VARCHAR,        -- 汇总表项目对应的自评表: key of projects: the form of the same project in this document; NULL where there is none, or more than one
    adjusted_step        DECIMAL(20,6),  -- 全年预算数的精度: what its last digit that is not 0 counts, at most 10,000 yuan
    executed_step        DECIMAL(20,6),  -- 全年执行数的精度: likewise
    source               VARCHAR,        -- 出处: place of the form
    confidence           DOUBLE          -- 读取把握: how sure the reading is, 0 to 1
);

-- listed_sums: 汇总表合计: an amount in a total or subtotal row of a list of self-evaluations, beside the sum of the rows that it adds up.
CREATE TABLE listed_sums (
    document_id  VARCHAR,        -- 文件编号: key of documents
    sum_no       INTEGER,        -- 合计序号: number in the document, from 1
    table_title  VARCHAR,        -- 表名: title of the list as printed
    name         VARCHAR,        -- 行名: what the row is called
    measure      VARCHAR,        -- 栏目: initial, adjusted, executed: 年初预算数, 全年预算数, 全年执行数
    printed_yuan DECIMAL(20,6),  -- 填报数: amount of the row
    parts_yuan   DECIMAL(20,6),  -- 各行之和: the rows that it adds up, or their subtotals; a blank cell counts as nothing
    parts        INTEGER,        -- 行数: how many they are
    slack_yuan   DECIMAL(20,6),  -- 舍入误差: by how much rounding alone may part the two
    source       VARCHAR,        -- 出处: place of the amount
    confidence   DOUBLE          -- 读取把握: how sure the reading is, 0 to 1
);

-- evaluation_items: 自评指标: an indicator of a self-evaluation: what was achieved, what was claimed, and what the formula gives.
CREATE TABLE evaluation_items (
    document_id       VARCHAR,        -- 文件编号: key of documents
    project_id        VARCHAR,        -- 项目编号: key of projects
    indicator_id      VARCHAR,        -- 指标编号: key of indicators
    indicator_no      INTEGER,        -- 指标序号: number in the project, from 1
    level2_code       VARCHAR,        -- 二级指标代码: canonical code
    name              VARCHAR,        -- 三级指标: name as printed
    target_text       VARCHAR,        -- 自评所用指标值: the adjusted one where there is one
    target_source     VARCHAR,        -- 指标值的出处: place
    target_yuan       DECIMAL(20,6),  -- 指标值金额: where it is money
    actual_text       VARCHAR,        -- 实际完成值: as printed
    actual_source     VARCHAR,        -- 实际完成值的出处: place
    actual_yuan       DECIMAL(20,6),  -- 实际完成值金额: where it is money
    weight_points     DECIMAL(18,6),  -- 分值: points available
    score_points      DECIMAL(18,6),  -- 得分: points claimed
    score_source      VARCHAR,        -- 得分的出处: place
    is_empty          BOOLEAN,        -- 是否占位: no indicator is declared (/, 无, 不涉及)
    has_standard      BOOLEAN,        -- 是否有评分标准: the form prints how it is scored
    comparison        VARCHAR,        -- 能否比较: compared, not_comparable (no common unit, or no number beside a number), missing (no actual value), dated (a date or period), judged (anything else)
    is_met            BOOLEAN,        -- 是否完成: NULL where it is not compared
    formula_points    DECIMAL(18,6),  -- 按公式应得分: weight by degree of attainment, at most the weight, to 0.01; NULL where no number is compared
    times_over        DECIMAL(18,6),  -- 完成倍数: actual by target, or the reverse where less is better; NULL where dividing says nothing
    reason_text       VARCHAR,        -- 填报的偏差原因: as printed
    reason_fault      VARCHAR,        -- 偏差原因的问题: blank, repeated or short; NULL where the reason can stand, or where the form has no column for it
    source            VARCHAR,        -- 出处: place of the indicator
    confidence        DOUBLE          -- 读取把握: how sure the reading is, 0 to 1
);

-- self_evaluation_statements: 自评的说明: a sentence of the narrative or of a form that speaks of self-evaluation (自评).
CREATE TABLE self_evaluation_statements (
    document_id    VARCHAR,  -- 文件编号: key of documents
    project_id     VARCHAR,  -- 项目编号: key of projects; NULL in the narrative of the document
    section_id     VARCHAR,  -- 节编号: key of sections; NULL in a form
    statement_no   INTEGER,  -- 序号: number in the document, from 1
    kind           VARCHAR,  -- 说的是什么: done (it was carried out, or its results), not_done (未开展), outsourced (a firm carried it out), named (anything else)
    evaluator      VARCHAR,  -- 受托机构: the firm that carried it out, as printed
    is_planned     BOOLEAN,  -- 是否为打算: it is to be done later
    text           VARCHAR,  -- 原文: the sentence
    source         VARCHAR   -- 出处: place
);

-- document_pairs: 文件配对: two documents of one agency that are held against each other. Made across documents.
CREATE TABLE document_pairs (
    document_id           VARCHAR,  -- 文件编号: key of documents: the later one
    earlier_document_id   VARCHAR,  -- 对照文件的编号: key of documents
    agency_key            VARCHAR,  -- 单位（比较用）: as in documents
    relation              VARCHAR,  -- 关系: version (one year and stage), stage (a year as declared, monitored, evaluated or accounted for, with the best document of each stage before it), year (the nearest year before)
    stage                 VARCHAR,  -- 阶段: declared, monitored, evaluated, accounts
    earlier_stage         VARCHAR,  -- 对照文件的阶段: as above
    is_earlier_settled    BOOLEAN,  -- 对照文件是否为批复或公开的版本: a published budget, or one whose approval or publication the caller dated
    years_apart           INTEGER,  -- 相隔年数: 0 within a year
    earlier_file          VARCHAR,  -- 对照文件: name of the file
    project_count         INTEGER,  -- 项目数: forms of the later one
    earlier_project_count INTEGER,  -- 对照文件的项目数: forms of the earlier one
    matched_count         INTEGER,  -- 对应的项目数: projects that stand in both
    source                VARCHAR,  -- 出处: the later file as a whole
    earlier_source        VARCHAR   -- 对照文件的出处: place in the earlier document
);

-- project_pairs: 项目配对: a project in two documents of one agency, across new names; or one that only one of them has. Made across documents.
CREATE TABLE project_pairs (
    document_id             VARCHAR,        -- 文件编号: as in document_pairs
    project_id              VARCHAR,        -- 项目编号: key of projects; NULL where it is gone
    earlier_document_id     VARCHAR,        -- 对照文件的编号: as in document_pairs
    earlier_project_id      VARCHAR,        -- 对照项目的编号: key of projects; NULL where it is new
    relation                VARCHAR,        -- 关系: as in document_pairs
    state                   VARCHAR,        -- 状态: both, gone, new
    basis                   VARCHAR,        -- 对应的依据: code, name, stem (the name but for years and numbers), alike (name), renamed (indicators, goal and amount)
    likeness                DOUBLE,         -- 相似度: of the two projects, 0 to 1
    budget_change_pct       DECIMAL(18,6),  -- 预算变化: of the money of the year in percent points, with its sign
    is_goal_same            BOOLEAN,        -- 目标是否相同: same goal_key; NULL where one is missing
    goal_likeness           DOUBLE,         -- 目标的相似度: share of common pairs of characters, 0 to 1
    indicator_count         INTEGER,        -- 指标数: of the later one, without placeholders
    earlier_indicator_count INTEGER,        -- 对照项目的指标数: of the earlier one
    same_count              INTEGER,        -- 未变的指标数: same target, or a date that moved with the year
    reworded_count          INTEGER,        -- 改写的指标数: other words for the same value
    loosened_count          INTEGER,        -- 放宽的指标数: as verdict in indicator_pairs
    tightened_count         INTEGER,        -- 收紧的指标数: as verdict in indicator_pairs
    changed_count           INTEGER,        -- 变化的指标数: as verdict in indicator_pairs
    unit_changed_count      INTEGER,        -- 单位变化的指标数: as verdict in indicator_pairs
    stale_count             INTEGER,        -- 仍为上年日期的指标数: as verdict in indicator_pairs
    gone_count              INTEGER,        -- 不再设置的指标数: indicators of the earlier one that the later one lacks
    new_count               INTEGER         -- 新设的指标数: indicators that only the later one has
);

-- indicator_pairs: 指标配对: an indicator of a project in two documents, or one that only one of them has. Made across documents.
CREATE TABLE indicator_pairs (
    document_id           VARCHAR,  -- 文件编号: as in document_pairs
    project_id            VARCHAR,  -- 项目编号: as in project_pairs
    indicator_id          VARCHAR,  -- 指标编号: key of indicators; NULL where it is gone
    earlier_document_id   VARCHAR,  -- 对照文件的编号: as in document_pairs
    earlier_project_id    VARCHAR,  -- 对照项目的编号: as in project_pairs
    earlier_indicator_id  VARCHAR,  -- 对照指标的编号: key of indicators; NULL where it is new
    relation              VARCHAR,  -- 关系: as in document_pairs
    state                 VARCHAR,  -- 状态: both, gone, new
    basis                 VARCHAR,  -- 对应的依据: as in project_pairs
    likeness              DOUBLE,   -- 名称的相似度: 0 to 1
    verdict               VARCHAR,  -- 变化: same, reworded, loosened, tightened, changed, unit_changed, stale (a date of last year was left)
    reason                VARCHAR   -- 变化的依据: value, degree, later, earlier, emptied, filled, number_to_words, words_to_number ...
);

-- cost_items: 成本: money that a cost indicator of a project states, and whether it is of the whole project or for one of something.
CREATE TABLE cost_items (
    document_id    VARCHAR,        -- 文件编号: key of documents
    project_id     VARCHAR,        -- 项目编号: key of projects
    indicator_id   VARCHAR,        -- 指标编号: key of indicators
    role           VARCHAR,        -- 性质: whole (of the whole project), part (of a part of it), unit (for one of something), period (for a month, a day ...), unclear
    operator       VARCHAR,        -- 比较符号: as in indicators
    amount_yuan    DECIMAL(20,6),  -- 金额: in yuan
    amount_step    DECIMAL(20,6),  -- 金额的印刷精度: step
    periods        INTEGER,        -- 一年几次: 12 for a cost by the month, 4 by the quarter, 1 by the year and otherwise; NULL by the day
    is_inferred    BOOLEAN,        -- 是否推断: it is taken for the cost of one because it is so small and the only cost of the project
    is_lifetime    BOOLEAN,        -- 是否为全周期: name speaks of the whole investment, of a contract or of several years
    is_other_money BOOLEAN,        -- 是否为其他资金: name speaks of money of others, or of one of several sources
    name           VARCHAR,        -- 三级指标: name as printed
    text           VARCHAR,        -- 指标值: as printed
    source         VARCHAR,        -- 出处: place of the value
    confidence     DOUBLE          -- 读取把握: how sure the reading is, 0 to 1
);

-- cost_pairs: 数量与单位成本: a quantity of a project and the cost for one of it, only where it is sure that the two belong together.
CREATE TABLE cost_pairs (
    document_id       VARCHAR,        -- 文件编号: key of documents
    project_id        VARCHAR,        -- 项目编号: key of projects
    quantity_id       VARCHAR,        -- 数量指标的编号: indicator_id of the quantity
    cost_id           VARCHAR,        -- 成本指标的编号: indicator_id of the cost
    match             VARCHAR,        -- 对应的依据: unit (same measure word), word (the cost names what the quantity counts), words (names share words), only (the only quantity and the only cost for one)
    is_sure           BOOLEAN,        -- 是否确定: not by the measure word alone
    is_only           BOOLEAN,        -- 是否别无其他: the project has no other quantity and no other cost
    periods           INTEGER,        -- 一年几次: as in cost_items
    quantity          DECIMAL(18,6),  -- 数量: value of the quantity
    quantity_operator VARCHAR,        -- 数量的比较符号: as in indicators
    cost_yuan         DECIMAL(20,6),  -- 单位成本: value of the cost
    cost_operator     VARCHAR,        -- 单位成本的比较符号: as in indicators
    product_yuan      DECIMAL(20,6),  -- 乘积: quantity × cost × periods, units of area and length converted
    product_step      DECIMAL(20,6)   -- 乘积的印刷精度: step of the product that the steps of exact figures (operator =) give; 0 for bounds
);

-- year_mentions: 文字中的年份: a year that a title, heading, column, note, name or sentence names.
CREATE TABLE year_mentions (
    document_id    VARCHAR,  -- 文件编号: key of documents
    project_id     VARCHAR,  -- 项目编号: key of projects; NULL outside of forms
    section_id     VARCHAR,  -- 节编号: key of sections; NULL outside of the narrative
    table_id       VARCHAR,  -- 表格编号: key of budget_tables; NULL outside of tables
    field          VARCHAR,  -- 位置: title, heading, column, note, text, goal, name
    year           INTEGER,  -- 年份: four digits
    context        VARCHAR,  -- 用途: own (2024年预算), compared (比2023年), as_of (截至2023年底), period (2024年1月至12月), document (of a cited law or plan), completed (what was done), other
    text           VARCHAR,  -- 原文: the clause
    source         VARCHAR   -- 出处: place
);

-- budget_tables: 表格: a table of a disclosure.
CREATE TABLE budget_tables (
    document_id    VARCHAR,  -- 文件编号: key of documents
    table_id       VARCHAR,  -- 表格编号: key
    table_no       INTEGER,  -- 表格序号: number in the document, from 1
    kind           VARCHAR,  -- 表的种类: T01_total, T02_income ... FA09_state_capital (06 §2)
    title          VARCHAR,  -- 标题: as printed
    title_key      VARCHAR,  -- 标题（比较用）: key of title
    title_year     INTEGER,  -- 标题中的年份: year in the title
    title_source   VARCHAR,  -- 标题的出处: place
    unit           VARCHAR,  -- 金额单位: 元, 万元 ... as declared
    is_empty       BOOLEAN,  -- 是否空表: no figure is printed
    note           VARCHAR,  -- 表注: as printed
    note_source    VARCHAR,  -- 表注的出处: place
    note_says_empty BOOLEAN, -- 表注是否说明为空: the note says that there is nothing to show
    note_subject   VARCHAR,  -- 表注所指: ';fund;state_capital;' what the note speaks of: general, fund, state_capital, three_public, assets, procurement
    row_count      INTEGER,  -- 行数: printed rows
    line_count     INTEGER,  -- 明细行数: typed lines
    has_codes      BOOLEAN,  -- 是否有科目编码: codes are printed
    confidence     DOUBLE,   -- 读取把握: how sure the reading is, 0 to 1
    source         VARCHAR   -- 出处: place
);

-- budget_lines: 表格的明细行: a line of a table; a printed row with income at its left and expenditure at its right is two lines.
CREATE TABLE budget_lines (
    document_id    VARCHAR,  -- 文件编号: key of documents
    table_id       VARCHAR,  -- 表格编号: key of budget_tables
    kind           VARCHAR,  -- 表的种类: kind of the table
    line_no        INTEGER,  -- 明细行序号: number in the table, from 1
    row_no         INTEGER,  -- 行序号: printed row, from 1
    side           VARCHAR,  -- 收或支: income, expenditure, nature (expenditure once more 按支出性质和经济分类); NULL where the table has one side only
    code           VARCHAR,  -- 科目编码: as printed, parts joined
    code_length    INTEGER,  -- 编码位数: 3 class, 5 section, 7 item
    class_code     VARCHAR,  -- 类: first three digits
    section_code   VARCHAR,  -- 款: first five digits; NULL for a class
    parent_code    VARCHAR,  -- 上级编码: code of the next level up
    name           VARCHAR,  -- 名称: as printed
    name_key       VARCHAR,  -- 名称（比较用）: key of name
    level          INTEGER,  -- 层级: 0 total, 1 class, 2 section, 3 item; NULL where no code tells
    role           VARCHAR,  -- 行的作用: total (合计, 总计), current_total (本年合计), carryover (上年结转), carryover_out (年终结转), subtotal (小计), of_which (其中), item
    part_of_line   INTEGER,  -- 所属行: line_no of the row that a row of_which belongs to; NULL where it is a part of such a part
    is_numbered    BOOLEAN,  -- 是否编号列示: a row of_which with a number (1. 2. or （一）（二）), not 其中: such rows are all parts of the row above
    code_name      VARCHAR,  -- 科目规范名称: name of the code in the list of the year; NULL where no list has it
    is_code_known  BOOLEAN,  -- 编码是否在清单中: the list has the code; a code that is not in an incomplete list is no fault
    is_name_official BOOLEAN, -- 名称是否与清单一致: after folding brackets and blanks; NULL where the code is unknown
    name_likeness  DOUBLE,   -- 名称与清单的相似度: 0 to 1; NULL where the code is unknown
    other_name     VARCHAR,  -- 该编码在其他表中的名称: what more tables of the document print beside the code; NULL where none differs
    other_likeness DOUBLE,   -- 与其他表中名称的相似度: 0 to 1; NULL where none differs
    source         VARCHAR   -- 出处: place of the name or code
);

-- budget_amounts: 表格的金额: an amount of a line in a column.
CREATE TABLE budget_amounts (
    document_id    VARCHAR,        -- 文件编号: key of documents
    table_id       VARCHAR,        -- 表格编号: key of budget_tables
    kind           VARCHAR,        -- 表的种类: kind of the table
    line_no        INTEGER,        -- 明细行序号: key of budget_lines
    side           VARCHAR,        -- 收或支: as in budget_lines
    code           VARCHAR,        -- 科目编码: as in budget_lines
    name           VARCHAR,        -- 名称: as in budget_lines
    level          INTEGER,        -- 层级: as in budget_lines
    line_role      VARCHAR,        -- 行的作用: role of the line
    column_no      INTEGER,        -- 列序号: number of the column, from 1
    column_name    VARCHAR,        -- 列名: as printed, header cells joined with /
    column_role    VARCHAR,        -- 列的作用: amount (single column), total, basic, project, business, upward, subsidy, personnel, operating, current, carryover, fiscal, general, fund, state_capital, special_account, unit_funds, other_income, surplus_used, of_which (其中), initial, adjusted, final ...; NULL where not known
    part_of        VARCHAR,        -- 汇总列: name of the column that sums this one (合计 of 基本支出 and 项目支出); NULL where it is no part or a column of the table is not understood
    amount_yuan    DECIMAL(20,6),  -- 金额: amount
    amount_step    DECIMAL(20,6),  -- 金额的印刷精度: step of amount_yuan
    row_gap_yuan   DECIMAL(20,6),  -- 行内差额: what the sum of the row exceeds its parts by, beyond the printed precision; on the sum and on its parts; NULL where the row adds up
    column_gap_yuan DECIMAL(20,6), -- 列内差额: what a code exceeds the codes below it by, or a total row the uppermost codes, beyond the printed precision; on the sum and on its parts; NULL where they add up
    source         VARCHAR         -- 出处: place of the amount
);

-- key_figures: 关键数字: a total that a table prints and the narrative may repeat.
CREATE TABLE key_figures (
    document_id    VARCHAR,        -- 文件编号: key of documents
    metric         VARCHAR,        -- 指的是什么: total_income, total_expenditure, fiscal_income, fiscal_expenditure, general, fund, state_capital, basic, project, personnel, operating, agency_operating, three_public_total, three_public_abroad, three_public_reception, three_public_vehicle_total, three_public_vehicle_purchase, three_public_vehicle_running, carryover, procurement_total ...
    measure        VARCHAR,        -- 预算或决算: budget, final
    amount_yuan    DECIMAL(20,6),  -- 金额: 0 for a blank cell of a table that prints the row
    amount_step    DECIMAL(20,6),  -- 金额的印刷精度: step of amount_yuan
    is_blank       BOOLEAN,        -- 是否空白: the cell is blank
    row_gap_yuan   DECIMAL(20,6),  -- 行内差额: as in budget_amounts
    table_id       VARCHAR,        -- 表格编号: key of budget_tables
    kind           VARCHAR,        -- 表的种类: kind of the table
    label          VARCHAR,        -- 行或列: what the table calls it
    source         VARCHAR         -- 出处: place
);

-- procurement_lines: 政府采购明细: a line of the procurement table.
CREATE TABLE procurement_lines (
    document_id        VARCHAR,        -- 文件编号: key of documents
    table_id           VARCHAR,        -- 表格编号: key of budget_tables
    line_no            INTEGER,        -- 序号: number of the printed row, from 1
    role               VARCHAR,        -- 行的作用: item, subtotal, total
    agency             VARCHAR,        -- 单位: agency of the subtotal above
    project_name       VARCHAR,        -- 项目名称: as printed
    project_key        VARCHAR,        -- 项目名称（比较用）: key of project_name
    project_id         VARCHAR,        -- 项目编号: the form of the same name and budget in the document
    project_budget_yuan DECIMAL(20,6), -- 项目预算: as printed in the line
    project_budget_step DECIMAL(20,6), -- 项目预算的印刷精度: step
    item               VARCHAR,        -- 采购物品名称: as printed
    code               VARCHAR,        -- 采购目录编码: as printed
    code_class         VARCHAR,        -- 采购类别: goods, works, services by the first letter of the code
    code_name          VARCHAR,        -- 目录规范名称: name of the code in the catalogue
    is_code_known      BOOLEAN,        -- 编码是否在目录中: the catalogue of 2022 is complete
    is_other_code      BOOLEAN,        -- 是否“其他”目录: the code or its name says 其他
    item_class         VARCHAR,        -- 按名称应属类别: goods, works, services where the words of project and item tell
    unit               VARCHAR,        -- 计量单位: as printed
    quantity           DECIMAL(18,6),  -- 数量: as printed
    quantity_step      DECIMAL(18,6),  -- 数量的印刷精度: step
    unit_price_yuan    DECIMAL(20,6),  -- 单价: in yuan
    unit_price_step    DECIMAL(20,6),  -- 单价的印刷精度: step
    amount_yuan        DECIMAL(20,6),  -- 采购金额: total
    amount_step        DECIMAL(20,6),  -- 采购金额的印刷精度: step
    reserve_yuan       DECIMAL(20,6),  -- 预留中小企业份额: 0 where the cell is blank
    has_reserve_column BOOLEAN,        -- 是否有预留份额栏: the table has the column
    source             VARCHAR         -- 出处: place
);

-- sections: 文字说明: a heading with the prose under it.
CREATE TABLE sections (
    document_id    VARCHAR,  -- 文件编号: key of documents
    section_id     VARCHAR,  -- 节编号: key
    section_no     INTEGER,  -- 节序号: number in the document, from 1
    level          INTEGER,  -- 标题层级: depth; 0 where there is no heading
    heading        VARCHAR,  -- 标题: as printed
    heading_key    VARCHAR,  -- 标题（比较用）: key of heading without its number
    topic          VARCHAR,  -- 主题: duties, organisation, overview, income, expenditure, fiscal, general, fund, state_capital, basic, three_public, operating, procurement, performance, assets, special_funds, service_purchase, glossary, department_targets, project_description, other; that of the heading above where its own words tell none
    parent_id      VARCHAR,  -- 上级节: section under whose heading it stands
    child_count    INTEGER,  -- 下级节数: sections under its heading
    has_table      BOOLEAN,  -- 其下是否有表格: a table or form begins between this heading and the next; NULL where the file does not tell the order of text and tables (Word, HTML)
    is_placeholder BOOLEAN,  -- 是否仅声明“无”: the text only says that there is nothing to tell (本单位无此项, 不涉及)
    text           VARCHAR,  -- 文字: paragraphs parted by line feeds
    text_key       VARCHAR,  -- 文字（比较用）: key of text
    text_sha256    VARCHAR,  -- 文字的指纹: of text_key
    han_length     INTEGER,  -- 汉字数: Chinese characters of the text
    source         VARCHAR   -- 出处: place
);

-- claims: 说明中的金额: a figure that the narrative states of the budget or the accounts themselves.
CREATE TABLE claims (
    document_id    VARCHAR,        -- 文件编号: key of documents
    claim_id       VARCHAR,        -- 编号: key
    section_id     VARCHAR,        -- 节编号: key of sections
    topic          VARCHAR,        -- 主题: topic of the section
    metric         VARCHAR,        -- 指的是什么: total_income, total_expenditure, current_income, current_expenditure, fiscal_income, fiscal_expenditure, general, fund, state_capital, special_account, unit_funds, business_income, business_operation_income, superior_subsidy, affiliated_income, other_income, carryover, carryover_out, basic, project, personnel, operating, agency_operating, three_public_total, three_public_abroad, three_public_vehicle_total, three_public_vehicle_purchase, three_public_vehicle_running, three_public_reception, meeting, training, procurement_total, procurement_goods, procurement_works, procurement_services, procurement_sme, procurement_small, target_projects_count, target_projects_amount, evaluated_projects_count, evaluated_projects_amount, assets_fixed, assets_new, assets_area, assets_vehicles, assets_vehicles_new, assets_equipment_count, assets_equipment_new, assets_equipment (value); NULL where no word tells or the figure is of a part (人员经费 of one project)
    side           VARCHAR,        -- 收或支: income, expenditure; NULL where not said (一般公共预算拨款) or both are meant (收支总计)
    subject        VARCHAR,        -- 所指（原文）: the words before the figure
    subject_key    VARCHAR,        -- 所指（比较用）: key of subject
    fund           VARCHAR,        -- 资金种类: general, fund, state_capital, fiscal; NULL where the words before the figure do not say
    measure        VARCHAR,        -- 预算或决算: budget, adjusted (调整预算, 全年预算), final; where the clause does not say, that of the document: final for final accounts, budget otherwise
    year           INTEGER,        -- 年度: year that the figure is of; the year of the paragraph where the clause names none; the fiscal year where nothing does
    is_year_stated BOOLEAN,        -- 年度是否写明: a sentence of the paragraph prints the year
    is_base        BOOLEAN,        -- 是否为比较数: the figure that another one is compared with (与上年1330.52万元相比)
    is_as_of       BOOLEAN,        -- 是否为时点数: a stock on a day (截至2023年12月31日), whose year is no year of a budget
    is_repeat      BOOLEAN,        -- 是否重复: the section states the same figure of the same thing before (a total and then the list of its parts again)
    part_of        VARCHAR,        -- 属于: claim_id of the figure that the sentence or the list under it splits (其中, 包括); NULL where nothing says so
    amount_yuan    DECIMAL(20,6),  -- 金额: where the figure is money
    amount_step    DECIMAL(20,6),  -- 金额的印刷精度: step
    value          DECIMAL(18,6),  -- 数值: where it is none
    unit           VARCHAR,        -- 单位: as printed
    sentence_no    INTEGER,        -- 句序号: number of the sentence in its section, from 1
    position       INTEGER,        -- 位置: where the figure begins in its section, in characters; the heading counts where it states a figure itself
    text           VARCHAR,        -- 原文: the clause
    source         VARCHAR         -- 出处: place
);

-- comparisons: 说明中的比较: two figures set against each other: a change to last year, final accounts against the budget, a part against the whole.
CREATE TABLE comparisons (
    document_id    VARCHAR,        -- 文件编号: key of documents
    comparison_id  VARCHAR,        -- 编号: key
    section_id     VARCHAR,        -- 节编号: key of sections
    topic          VARCHAR,        -- 主题: topic of the section
    kind           VARCHAR,        -- 比较的种类: change (with another year), completion (final against budget), share (part of a whole)
    claim_id       VARCHAR,        -- 本年数的编号: key of claims; NULL where the figure compared is not printed
    metric         VARCHAR,        -- 指的是什么: as in claims
    side           VARCHAR,        -- 收或支: as in claims
    fund           VARCHAR,        -- 资金种类: as in claims
    measure        VARCHAR,        -- 预算或决算: as in claims
    subject        VARCHAR,        -- 所指（原文）: the words before the figures
    subject_key    VARCHAR,        -- 所指（比较用）: key of subject
    year           INTEGER,        -- 年度: year of the first figure
    base_year      INTEGER,        -- 比较年度: year of the second figure as printed (比2023年); the year before for 上年 and 同比; NULL where no words tell it; for completion and share that of the first figure
    is_base_year_stated BOOLEAN,   -- 比较年度是否写明: four digits are printed
    base_measure   VARCHAR,        -- 比较口径: budget, final, initial, adjusted; NULL where not said
    amount_yuan    DECIMAL(20,6),  -- 本年数: figure compared, numerator
    amount_step    DECIMAL(20,6),  -- 本年数的印刷精度: step
    base_yuan      DECIMAL(20,6),  -- 比较数: figure compared with, denominator; NULL where not printed
    base_subject   VARCHAR,        -- 比较数所指（原文）: the whole of a share as named (占本年支出合计) or as the sentence implies
    base_metric    VARCHAR,        -- 比较数指的是什么: metric of the whole of a share
    base_step      DECIMAL(20,6),  -- 比较数的印刷精度: step
    delta_yuan     DECIMAL(20,6),  -- 增减额: as printed, without sign
    delta_step     DECIMAL(20,6),  -- 增减额的印刷精度: step
    rate_pct       DECIMAL(18,6),  -- 增减幅度、完成率或占比: in percent points, without sign
    rate_step      DECIMAL(18,6),  -- 幅度的印刷精度: step, in percent points
    direction      VARCHAR,        -- 所称方向: increase, decrease, same (持平, 相同), about_same (基本持平), above, below, equal (大于, 小于, 等于预算); NULL for shares
    has_reason     BOOLEAN,        -- 是否说明原因: a reason follows, stands before it in the sentence, or a sentence of the section gives it for all
    reason         VARCHAR,        -- 原因（原文）: the words
    reason_key     VARCHAR,        -- 原因（比较用）: key of reason
    within_reason  BOOLEAN,        -- 是否为原因中的比较: it stands in the reason that explains another change (主要是人员经费增加5万元) and needs none of its own
    sentence_no    INTEGER,        -- 句序号: as in claims
    position       INTEGER,        -- 位置: where the change, rate or share stands in its section, in characters
    text           VARCHAR,        -- 原文: the sentence, or the part of it between semicolons
    source         VARCHAR         -- 出处: place
);

-- narrative_items: 说明中的科目: a functional or economic item that the narrative names with an amount.
CREATE TABLE narrative_items (
    document_id    VARCHAR,        -- 文件编号: key of documents
    item_id        VARCHAR,        -- 编号: key
    section_id     VARCHAR,        -- 节编号: key of sections
    item_no        INTEGER,        -- 序号: number in the section, from 1
    scheme         VARCHAR,        -- 分类: function (支出功能分类), economic (支出经济分类)
    class_name     VARCHAR,        -- 类: name of the class as printed
    section_name   VARCHAR,        -- 款: name of the section as printed
    name           VARCHAR,        -- 项: name of the item as printed, or of the level that is named last
    name_key       VARCHAR,        -- 项（比较用）: key of name
    level          INTEGER,        -- 层级: 1 class, 2 section, 3 item
    code           VARCHAR,        -- 科目编码: printed, or that of the one row of the same names in the tables or, failing these, in the code lists; NULL where none fits or several do
    is_code_printed BOOLEAN,       -- 编码是否印出: the narrative prints it
    amount_yuan    DECIMAL(20,6),  -- 金额: amount of the item
    amount_step    DECIMAL(20,6),  -- 金额的印刷精度: step
    initial_yuan   DECIMAL(20,6),  -- 年初预算: where final accounts name it
    initial_step   DECIMAL(20,6),  -- 年初预算的印刷精度: step
    year           INTEGER,        -- 年度: as in claims
    claim_id       VARCHAR,        -- 金额的编号: key of claims
    measure        VARCHAR,        -- 预算或决算: budget, final
    purpose        VARCHAR,        -- 用途（原文）: 主要用于 ...
    purpose_key    VARCHAR,        -- 用途（比较用）: key of purpose
    purpose_sha256 VARCHAR,        -- 用途的指纹: of purpose_key
    purpose_length INTEGER,        -- 用途的汉字数: Chinese characters
    text           VARCHAR,        -- 原文: the sentence
    source         VARCHAR         -- 出处: place
);

-- text_faults: 文字上的毛病: doubled punctuation, placeholders, residue of a template, leading zeros, digits torn apart, unpaired brackets, repeated words.
CREATE TABLE text_faults (
    document_id    VARCHAR,  -- 文件编号: key of documents
    project_id     VARCHAR,  -- 项目编号: key of projects; NULL outside of forms
    section_id     VARCHAR,  -- 节编号: key of sections; NULL outside of the narrative
    table_id       VARCHAR,  -- 表格编号: key of budget_tables; NULL outside of tables
    field          VARCHAR,  -- 位置: goal, goal_of_period, purpose, narrative, name (of an indicator), target, description, basis, section, heading, title, note
    fault          VARCHAR,  -- 毛病: doubled_punctuation, placeholder, template_residue, leading_zeros, split_digits, unpaired_bracket, repeated_words
    quote          VARCHAR,  -- 原文: the words
    source         VARCHAR   -- 出处: place
);

-- personal_data: 个人信息: personal data that the document prints; what it says is masked.
CREATE TABLE personal_data (
    document_id    VARCHAR,  -- 文件编号: key of documents
    project_id     VARCHAR,  -- 项目编号: key of projects; NULL outside of forms
    finding_no     INTEGER,  -- 序号: number in the document, from 1
    kind           VARCHAR,  -- 种类: person_name, mobile, landline, id_number, bank_card, plate, address, health
    masked         VARCHAR,  -- 脱敏后: what is printed, masked
    fingerprint    VARCHAR,  -- 指纹: equal for equal data of one document, salted; tells how many are distinct
    context        VARCHAR,  -- 所在: contact (foot of a form), text, table
    label          VARCHAR,  -- 栏目: label beside it (经办人, 联系电话)
    with_kinds     VARCHAR,  -- 同处还有: kinds at the same place, ';person_name;mobile;'
    has_amount     BOOLEAN,  -- 同处是否有金额: an amount of money stands in the same clause
    source         VARCHAR   -- 出处: place
);

-- project_list: 项目支出表: a row of the list of projects (项目支出预算表), with the form of that project.
CREATE TABLE project_list (
    document_id    VARCHAR,        -- 文件编号: key of documents
    table_id       VARCHAR,        -- 表格编号: key of budget_tables
    list_no        INTEGER,        -- 序号: number of the row, from 1
    kind           VARCHAR,        -- 表的种类: T12_projects, or T13_projects_carry for money carried over
    name           VARCHAR,        -- 项目名称: as printed
    name_key       VARCHAR,        -- 项目名称（比较用）: key of name
    amount_yuan    DECIMAL(20,6),  -- 金额: total of the row
    amount_step    DECIMAL(20,6),  -- 金额的印刷精度: step
    project_id     VARCHAR,        -- 项目编号: the form of the same name, or of the same amount and a name that is alike; NULL where there is none
    name_distance  INTEGER,        -- 名称的差字数: letters by which the name of the form differs; NULL without a form
    source         VARCHAR         -- 出处: place of the name
);

-- restated_amounts: 同一金额的两种写法: an amount that a text prints in two units, one in brackets behind the other.
CREATE TABLE restated_amounts (
    document_id    VARCHAR,        -- 文件编号: key of documents
    project_id     VARCHAR,        -- 项目编号: key of projects; NULL in the narrative of the document
    text           VARCHAR,        -- 原文: both amounts as printed
    first_yuan     DECIMAL(20,6),  -- 前一个金额: in yuan
    first_step     DECIMAL(20,6),  -- 前一个金额的印刷精度: step
    second_yuan    DECIMAL(20,6),  -- 后一个金额: in yuan
    second_step    DECIMAL(20,6),  -- 后一个金额的印刷精度: step
    source         VARCHAR         -- 出处: place of the text
);

-- captions: 表号: a line that numbers a table or an annex and says nothing else.
CREATE TABLE captions (
    document_id    VARCHAR,  -- 文件编号: key of documents
    caption_no     INTEGER,  -- 序号: number in the document, from 1
    text           VARCHAR,  -- 表号: as printed
    family         VARCHAR,  -- 写法: its words without the number (公开表, 附件)
    is_table       BOOLEAN,  -- 是否为表号: it numbers a table, not an annex
    source         VARCHAR   -- 出处: place
);

-- contents: 目录: an entry of the table of contents of a document.
CREATE TABLE contents (
    document_id    VARCHAR,  -- 文件编号: key of documents
    entry_no       INTEGER,  -- 序号: number, from 1
    text           VARCHAR,  -- 条目: as printed
    text_key       VARCHAR,  -- 条目（比较用）: key without numbers
    is_table       BOOLEAN,  -- 是否为表: it announces a table
    kind           VARCHAR,  -- 表的种类: kind of the table that it announces
    source         VARCHAR   -- 出处: place
);

-- doubts: 存疑之处: a place whose reading was mended or is unsure; a finding that rests on it says so.
CREATE TABLE doubts (
    document_id    VARCHAR,  -- 文件编号: key of documents
    source         VARCHAR   -- 出处: place
);
