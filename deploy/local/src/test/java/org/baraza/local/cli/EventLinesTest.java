package org.baraza.local.cli;

import org.baraza.local.platform.DemoCommunity;
import org.baraza.local.platform.People;
import org.json.JSONObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventLinesTest {

    private final EventLines lines = new EventLines(new People(DemoCommunity.people()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "message:new | {'content':'Habari','sender':{'firstName':'Juma','lastName':'Kariuki'}}"
                        + " | message from Juma Kariuki: Habari",
                "message:new | {'content':'a\\u001b[31mred\\nline','sender':{'id':'65c1a0000000000000000004'}}"
                        + " | message from Juma Kariuki: a [31mred line",
                "notification:new-message | {'conversationId':'c1','message':{'sender':{'firstName':'Juma'}}}"
                        + " | unopened message from Juma in c1",
                "notification:new | {'type':'LIKE','title':'Like','message':'Ama likes it'}"
                        + " | notification LIKE: Like Ama likes it",
                "notification:read | {'notificationId':'n1'} | notification read: n1",
                "notification:deleted | {'notificationId':'n1'} | notification deleted: n1",
                "notification:all-read | {} | all notifications read",
                "notifications:count | {'count':3} | unread notifications: 3",
                "user:status-change | {'userId':'65c1a0000000000000000004','isOnline':true} | Juma Kariuki is online",
                "user:status-change | {'userId':'gone','isOnline':false} | gone is offline",
            })
    void everyEventIsOneLineFitForATerminal(String event, String payload, String line) throws Exception {
        assertThat(lines.line(event, new JSONObject(payload))).isEqualTo(line);
    }
}
