"""The words by which an article leads to promises, goes on with them, or tells of something else."""

import re

from pacts.intake.running_text import NUMBERS

ANY_NUMBER = rf"\d{{1,2}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}"
PARTIES = (
    r"(?:(?:toàn|cả)\s+(?:khối|cụm)|khối|cụm|(?:các|đại diện(?:\s+lãnh đạo)?\s+(?:các|\d+)|\d+|những"
    r"|tất cả(?:\s+các)?|mỗi|từng)\s+(?:đơn vị|cơ quan|địa phương|trường|thành viên|đại biểu|xã|phường"
    r"|huyện|sở|doanh nghiệp|công ty|ngành|tỉnh|tổ chức|hội|công đoàn|đoàn thể|chi hội|bệnh viện"
    r"|ngân hàng|chi nhánh|đảng bộ|chi bộ|khoa|cđcs|cơ sở)|hội nghị|các bên|hai bên)"
)
PROMISES = (
    r"(?:cam kết|giao ước|quyết tâm|phấn đấu|thống nhất|nhất trí|đề ra|đăng ký|tập trung|thi đua|hứa"
    r"|nội dung|nhiệm vụ|mục tiêu|chỉ tiêu|ký kết)"
)
LEAD = re.compile(
    r"(?:nội dung|giao ước|cam kết|thống nhất|nhiệm vụ|mục tiêu|chỉ tiêu|phấn đấu|quyết tâm|tập trung"
    r"|thi đua|trọng tâm|phong trào|giải pháp|cụ thể|như sau|gồm)\b[^:]*:(?=\s|$)",
    re.I,
)
DIRECTS = re.compile(
    r"(?:đề nghị|yêu cầu|chỉ đạo|lưu ý|mong muốn|đồng chí[^.;:]{0,160}(?:nhấn mạnh|khẳng định|cho rằng"
    r"|phát biểu|chỉ ra)|phát biểu (?:tại|chỉ đạo|kết luận)|biểu dương|cần tập trung|kêu gọi)",
    re.I,
)
REVIEWS = re.compile(
    r"(?:đã đạt|vừa qua|đã tập trung|kết quả|đã (?:triển khai|thực hiện|hoàn thành|tổ chức|xây dựng"
    r"|tích cực|có nhiều|vượt|đóng góp|phát huy|nỗ lực)|năm qua|trong năm qua|thời gian qua"
    r"|những năm gần đây|được đánh giá|được khen|được tặng|nhận được|trao tặng|tặng)\b",
    re.I,
)
INVITES = re.compile(
    r"tham dự|tham gia hội nghị|đại diện cho|đại biểu|\bdự (?:hội nghị|lễ|có|buổi)|đại biểu dự"
    r"|thành phần|thảo luận|góp ý|ý kiến|văn bản|chương trình hội nghị|gồm các đơn vị|quyết định số",
    re.I,
)
OPENS = re.compile(  # the words that lead to a promise where no colon does
    rf"(?:^|(?<=[\s,]))(?:{PARTIES}[^:;.]{{0,80}}?\s)?(?:(?:cùng nhau|đã|sẽ|cùng|tiếp tục|đều|nêu cao)\s+)*"
    rf"(?P<verb>cam kết(?:\s+(?:thực hiện|sẽ|tiếp tục|cùng nhau))?|thống nhất(?:\s+(?:cao|nội dung"
    rf"|các nội dung|phấn đấu|cùng nhau|với các nội dung|phát động|sẽ))*|quyết tâm|phấn đấu|ra sức"
    rf"|tập trung(?:\s+(?:vào|thực hiện))?"
    r"|với (?:các |\d+ |những )?(?:nội dung|mục tiêu|chỉ tiêu|nhiệm vụ)[^:;.]{0,40}?(?:như|là|gồm)?"
    r"|giao ước(?:\s+thi đua)?|hứa|nhất trí(?:\s+(?:cao|với))*|đẩy mạnh|thi đua|nỗ lực)\s+",
    re.I,
)
PROMISED = re.compile(
    r"trọng tâm|giao ước|cam kết|thống nhất|nội dung|nhiệm vụ|mục tiêu|phấn đấu|quyết tâm|chỉ tiêu|thi đua", re.I
)
PROMISES_SEVERAL = re.compile(r"cam kết|quyết tâm|phấn đấu|thống nhất|thi đua|với")
KEPT_VERBS = ("thi đua", "đẩy mạnh", "ra sức", "nỗ lực")
ALONE = re.compile(r"cam kết|quyết tâm|phấn đấu", re.I)  # verbs after which one promise alone is one
FOCUS = re.compile(
    r"^(?:nội dung\s+)?(?:trọng tâm|nội dung chính|nội dung giao ước)(?:\s+[^\s:;,.]+){0,4}?\s+(?:là"
    r"|gồm)\s+(?=[^.]*;)",
    re.I,
)
SUCH_AS = re.compile(r"(?:nổi bật|tiêu biểu|trọng tâm|chủ yếu)?\s*như\s*:?\s*$", re.I)
CONTINUES = re.compile(
    rf"(?:đồng thời|bên cạnh|ngoài ra|phấn đấu|trong đó|{PARTIES}|tích cực|không có|không để|chấp hành"
    rf"|cùng với|tiếp tục|thi đua|thực hiện|tổ chức|đẩy mạnh|xây dựng|nâng cao|tăng cường|100\s*%"
    rf"|chú trọng|duy trì|chủ động)",
    re.I,
)
VERBS = (
    "thực hiện|đẩy mạnh|nâng cao|xây dựng|tăng cường|tổ chức|phát huy|đổi mới|hoàn thành|làm tốt"
    "|chăm lo|giữ vững|giữ gìn|bảo đảm|đảm bảo|phối hợp|tuyên truyền|tham gia|phát triển|triển khai"
    "|chấp hành|duy trì"
    "|quan tâm|tiếp tục|chủ động|tích cực|phấn đấu|thi đua|cải cách|hưởng ứng|ứng dụng|thực hành"
    "|phòng|chống|khắc phục|không để|không có|quản lý|đào tạo|bồi dưỡng|củng cố|vận động|hỗ trợ"
    "|giúp đỡ|quyết tâm|lập thành tích"
    "|nêu cao|mở rộng|khai thác|sử dụng|đấu tranh|kiểm tra|giám sát|rà soát|giải quyết|phục vụ"
    "|cải thiện|góp phần|thu hút|huy động|100%|ít nhất|tiết kiệm|chuyển đổi|siết chặt|kịp thời"
    "|nhân rộng|phát hiện|hoàn thiện|đoàn kết|học tập|tập trung|từng bước|bám sát|đạt|trồng|vượt|giảm"
    "|tăng"
)
AT_VERB = re.compile(rf"\s*,\s*(?:và\s+)?(?=(?:{VERBS})\b)|\s+và\s+(?=(?:{VERBS})\s+\w+\s+\w+)", re.I)
STATED_TARGETS = re.compile(rf"(?<![\w/.,-])({ANY_NUMBER})\s+(?:nhóm\s+)?chỉ tiêu\b", re.I)
STATED_LEAD = re.compile(
    rf"(?<![\w/.,-])(?P<number>{ANY_NUMBER})\s+(?:nhóm\s+)?(?P<noun>nhiệm vụ|nội dung"
    rf"|cam kết|mục tiêu|điểm|nhóm nhiệm vụ|giải pháp)\b",
    re.I,
)
NO_PROMISE = re.compile(
    r"^[“\"«]|^(?:hội nghị|đồng chí|đại biểu|các đại biểu|đại diện|buổi lễ|sau đó|tại hội nghị|kết thúc)\b", re.I
)
ENDED_OPEN = re.compile(r"(?:…|\.\.\.|v\.\s?v\.?)[\s./;”\"]*$")
SETS_GOAL = re.compile(r"phấn đấu|quyết tâm|chỉ tiêu|cam kết|không có|không để|mỗi đơn vị|trong đó|đăng ký", re.I)
