package org.baraza.acceptance.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The values of the table. */
final class HostileValues {

    /** Stands in texts, so that an answer that quotes them is noticed. */
    static final String MARK = "hostile-mark";

    /** A header of this name in an answer was injected. */
    static final String INJECTED = "Hostile-Header";

    private static final String ESCAPED_SCRIPT = "<script>alert('" + MARK + "')</script>";

    private static final List<HostileValue> JSON =
            Stream.of(structures(), numbers(), texts()).flatMap(List::stream).toList();
    private static final List<HostileValue> NO_JSON = noJson();

    private HostileValues() {}

    /**
     * In the place of a JSON value.
     *
     * @param place where; empty for the whole. What is no JSON is none wherever it stands, and is left out of members in members
     */
    static List<HostileValue> at(String place) {
        return place.indexOf('/', 1) < 0
                ? Stream.concat(JSON.stream(), NO_JSON.stream()).toList()
                : JSON;
    }

    private static List<HostileValue> structures() {
        return List.of(
                HostileValue.of("null", "null"),
                HostileValue.of("true", "true"),
                HostileValue.of("an empty object", "{}"),
                HostileValue.of("an empty array", "[]"),
                HostileValue.of("an array for a scalar", "[\"" + MARK + "\"]"),
                HostileValue.of("an array of nothing", "[null]"),
                HostileValue.of("an array of numbers", "[1,2.5]"),
                HostileValue.of("an operator", "{\"$gt\":\"\"}"),
                HostileValue.of("code for the database", "{\"$where\":\"sleep(10000)\"}"),
                HostileValue.of("keys with dots and dollars", "{\"a.b\":1,\"$set\":{\"x\":1},\"\":2,\"$\":3}"),
                HostileValue.of("a prototype", "{\"__proto__\":{\"x\":1},\"constructor\":{\"prototype\":{\"x\":1}}}"),
                HostileValue.of("a placeholder", "{\"_placeholder\":true,\"num\":0}"),
                HostileValue.of("a type for a mapper", "{\"@class\":\"java.lang.ProcessBuilder\",\"@type\":\"x\"}"),
                HostileValue.of("as deep as is allowed", "[".repeat(20) + "]".repeat(20)),
                HostileValue.of("a long array", "[" + "0,".repeat(9_999) + "0]"));
    }

    private static List<HostileValue> numbers() {
        return List.of(
                HostileValue.of("zero", "0"),
                HostileValue.of("minus one", "-1"),
                HostileValue.of("a half", "0.5"),
                HostileValue.of("the largest int and one", "2147483648"),
                HostileValue.of("the largest long", "9223372036854775807"),
                HostileValue.of("the largest long and one", "9223372036854775808"),
                HostileValue.of("beyond a double", "1e400"),
                HostileValue.of("an exponent without end", "1e2147483647"),
                HostileValue.of("smaller than a double", "1e-400"),
                HostileValue.of("minus zero", "-0.0"),
                HostileValue.of("a number of 1,000 digits", "9".repeat(1_000)));
    }

    private static List<HostileValue> texts() {
        return List.of(
                HostileValue.of("no text", "\"\""),
                HostileValue.of("blanks", "\" \\t\\n \""),
                HostileValue.of("a text", "\"" + MARK + "\""),
                HostileValue.of("a number as text", "\"1\""),
                HostileValue.of("an operator as text", "\"{\\\"$ne\\\":null}\""),
                HostileValue.of("code as text", "\"';return true;var " + MARK + "='\""),
                HostileValue.of("a script", "\"" + ESCAPED_SCRIPT + "\""),
                HostileValue.of("a zero byte", "\"" + MARK + "\\u0000\""),
                HostileValue.of("half a surrogate pair", "\"" + MARK + "\\ud83c\""),
                HostileValue.of("a surrogate pair the wrong way round", "\"\\udf0d\\ud83c\""),
                HostileValue.of("right to left", "\"\\u202e\\u0645\\u0631\\u062d\\u0628\\u0627\\u2066\""),
                HostileValue.of("many marks on one letter", "\"e" + "\\u0301".repeat(500) + "\""),
                HostileValue.of("pictures", "\"" + "\u00f0\u009f\u0098\u0080".repeat(10) + "\""),
                HostileValue.of("no character", "\"\\uffff\\ufdd0\""),
                HostileValue.of("lines of a header", "\"x\\r\\n" + INJECTED + ": 1\""),
                HostileValue.of("a path upwards", "\"../../../../etc/passwd\""),
                HostileValue.of("a path, escaped", "\"..%2f..%2fetc%2fpasswd%00\""),
                HostileValue.of("another's conversation", "\"dm.nobody-1.nobody-2\""),
                HostileValue.of("a message that cannot be", "\"dm.nobody-1.nobody-2-99999999999999999999\""),
                cursor("a cursor far ahead", "1/dm.participant.sender/999999999999999999/999999999999999999"),
                cursor("a cursor into another's conversation", "1/dm.nobody-1.nobody-2/1/1"),
                cursor("half a cursor", "1/dm.participant.sender"),
                cursor("a cursor of another time", "2/dm.participant.sender/1/1"),
                cursor("a cursor with an operator", "1/{\"$gt\":\"\"}/1/1"),
                HostileValue.of("an address that is none", "\"http://[::1\""),
                HostileValue.of("an address that runs", "\"javascript:alert(1)\""),
                HostileValue.of("a time that cannot be", "\"2026-02-30T25:61:61Z\""),
                HostileValue.of("a time far away", "\"+999999999-12-31T23:59:59Z\""),
                HostileValue.of("longer than any limit", "\"" + "x".repeat(20_000) + "\""));
    }

    /** Like those of a sync, but made up. */
    private static HostileValue cursor(String name, String decoded) {
        String cursor =
                Base64.getUrlEncoder().withoutPadding().encodeToString(decoded.getBytes(StandardCharsets.UTF_8));
        return HostileValue.of(name, '"' + cursor + '"');
    }

    private static List<HostileValue> noJson() {
        return List.of(
                HostileValue.of("not a number", "NaN"),
                HostileValue.of("without end", "-Infinity"),
                HostileValue.of("a number in another notation", "0x1F"),
                HostileValue.of("a number with zeros before it", "007"),
                HostileValue.of("doubled keys", "{\"a\":1,\"a\":2}"),
                HostileValue.of("arrays 5,000 deep", "[".repeat(5_000) + "]".repeat(5_000)),
                HostileValue.of("objects 3,000 deep", "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000)),
                HostileValue.of("half a value", "{\"a\":"),
                HostileValue.of("more than a value", "1]}]}"),
                HostileValue.of("a comment", "/* " + MARK + " */ 1"),
                HostileValue.of("quotes of another language", "'" + MARK + "'"),
                HostileValue.of("a text with a bare line break", "\"a\nb\""),
                HostileValue.of("a text with a bare zero byte", "\"a\u0000b\""),
                HostileValue.of("bytes that are no UTF-8", "\"\u00ff\u00fe\""),
                HostileValue.of("a slash in too many bytes", "\"\u00c0\u00af\""),
                HostileValue.of("a surrogate in bytes", "\"\u00ed\u00a0\u00bc\""));
    }

    /** In the place of a part of a path or of a parameter of a query, as it goes over the wire. */
    static List<HostileValue> inAddresses() {
        return List.of(
                HostileValue.of("nothing", ""),
                HostileValue.of("a blank", "%20"),
                HostileValue.of("a text", MARK),
                HostileValue.of("null", "null"),
                HostileValue.of("zero", "0"),
                HostileValue.of("minus one", "-1"),
                HostileValue.of("a half", "0.5"),
                HostileValue.of("the largest int", "2147483647"),
                HostileValue.of("the largest int and one", "2147483648"),
                HostileValue.of("the largest long", "9223372036854775807"),
                HostileValue.of("the largest long and one", "9223372036854775808"),
                HostileValue.of("beyond a double", "1e400"),
                HostileValue.of("not a number", "NaN"),
                HostileValue.of("a number in other digits", "%D9%A1"),
                HostileValue.of("an operator", "%7B%22%24gt%22%3A%22%22%7D"),
                HostileValue.of("an operator, as it is", "{$gt:1}"),
                HostileValue.of("an operator of a query", "1&$where=sleep(10000)"),
                HostileValue.of("twice", "1&page=2&limit=3&id=4"),
                HostileValue.of("code", "%27%3Breturn%20true%3Bvar%20" + MARK + "%3D%27"),
                HostileValue.of("a script", "%3Cscript%3Ealert(%27" + MARK + "%27)%3C%2Fscript%3E"),
                HostileValue.of("a zero byte", "a%00b"),
                HostileValue.of("lines of a header", "x%0d%0a" + INJECTED + ":%201"),
                HostileValue.of("a path upwards", "..%2f..%2f..%2fetc%2fpasswd"),
                HostileValue.of("a path upwards with backslashes", "..%5c..%5cetc"),
                HostileValue.of("a path upwards, doubly escaped", "%252e%252e%252fetc"),
                HostileValue.of("the folder above", ".."),
                HostileValue.of("the folder above, escaped", "%2e%2e"),
                HostileValue.of("a slash", "%2F"),
                HostileValue.of("a parameter of a path", "x;y=1;z"),
                HostileValue.of("a query, escaped", "x%3Fpage=1%23y"),
                HostileValue.of("an escape that is none", "%ZZ"),
                HostileValue.of("half an escape", "a%2"),
                HostileValue.of("a percent sign", "%"),
                HostileValue.of("an escape of another language", "%u0041"),
                HostileValue.of("bytes that are no UTF-8", "%ff%fe"),
                HostileValue.of("a slash in too many bytes", "%c0%af"),
                HostileValue.of("a surrogate in bytes", "%ed%a0%bc"),
                HostileValue.of("bytes without escape", "\u00c3\u00a9\u00ff"),
                HostileValue.of("right to left", "%E2%80%AE%D9%85"),
                HostileValue.of("a picture", "%F0%9F%98%80"),
                HostileValue.of("another's conversation", "dm.nobody-1.nobody-2"),
                HostileValue.of("a message that cannot be", "dm.nobody-1.nobody-2-99999999999999999999"),
                HostileValue.of("a broadcast that cannot be", "bc.XYZ-1"),
                HostileValue.of("half an id", "dm.."),
                HostileValue.of("longer than any id", "x".repeat(3_000)));
    }
}
