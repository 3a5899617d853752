namespace ContactsFunctions.Core.Access;

/// <summary>What a credential may do; each includes the one before.</summary>
public enum Role
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Reads and writes contacts.</summary>
    Member,

    /// <summary>Also manages properties, keys and users, and erases.</summary>
    Admin,
}

/// <summary>Wire names of roles.</summary>
public static class Roles
{
    /// <summary><c>viewer</c>, <c>member</c> or <c>admin</c>.</summary>
    public static string Name(this Role role) => role switch { Role.Viewer => "viewer", Role.Member => "member", _ => "admin" };

    /// <summary>Reads a wire name exactly; null when there is no such role.</summary>
    public static Role? Parse(string name) => name switch { "viewer" => Role.Viewer, "member" => Role.Member, "admin" => Role.Admin, _ => null };
}
