package org.baraza.rest;

import org.baraza.contracts.UserId;
import org.baraza.contracts.user.AccountType;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who makes a request, as their token says.
 *
 * @param userId the person
 * @param accountType what they may do
 * @param chapterId the chapter they belong to; null for none
 */
public record Caller(String userId, AccountType accountType, String chapterId) {

    /**
     * Reads a verified token.
     *
     * @throws ProblemException 401 if it does not say who calls, or as what
     */
    public static Caller of(JsonWebToken token) {
        String userId = token.getSubject();
        if (!UserId.isValid(userId)) {
            throw incomplete("sub");
        }
        String accountType = claim(token, "accountType");
        try {
            return new Caller(
                    userId,
                    accountType == null ? AccountType.CHAPTER_MEMBER : AccountType.valueOf(accountType),
                    claim(token, "chapterId"));
        } catch (IllegalArgumentException e) {
            throw incomplete("accountType");
        }
    }

    private static String claim(JsonWebToken token, String name) {
        Object value = token.getClaim(name);
        return value == null ? null : value.toString();
    }

    private static ProblemException incomplete(String claim) {
        return new ProblemException(401, "UNAUTHORIZED", "the access token has no usable claim " + claim);
    }
}
